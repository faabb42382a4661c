import pino from 'pino';

type Told = { message?: string; stack?: string; params?: unknown; cause?: unknown };

/**
 * An error as the log keeps it, with what caused it. Drizzle's errors carry the query's parameters, in
 * `params`, message and stack: session tokens, hashes, report texts. They are left out.
 */
export function errorForLog(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const told = pino.stdSerializers.errWithCause(error) as Told;
	withoutParameters(told);
	return told;
}

function withoutParameters(told: Told) {
	delete told.params;
	if (told.message) told.message = told.message.replace(/\nparams:[^]*/, '');
	if (told.stack) told.stack = told.stack.replace(/\nparams:[^]*?(?=\n {4}at |$)/, '');
	if (typeof told.cause === 'object' && told.cause !== null) withoutParameters(told.cause);
}
