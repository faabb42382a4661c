import { v7 as uuidv7 } from 'uuid';
import { Failure, type FailureCode } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { isDatabaseOutage } from '#lib/server/db/outage.ts';
import { log } from '#lib/server/log.ts';

const STATUS = {
	not_found: 404,
	forbidden: 403,
	conflict: 409,
	invalid: 400,
	unavailable: 503
} as const satisfies Record<FailureCode, number>;

/** A refusal as the doors of the bytes answer it: a status and one sentence. The field names are those of @tus/server. */
export class Refusal extends Error {
	readonly status_code: number;
	readonly body: string;

	constructor(status: number, sentence: string, options?: ErrorOptions) {
		super(sentence, options);
		this.status_code = status;
		this.body = sentence;
	}
}

export const diskFull = (cause?: unknown) => new Refusal(507, m.attachment_disk_full(), { cause });

/** The one place where what went wrong with bytes becomes an answer. Only a bug is logged in full, with its id. */
export function refusalOf(error: unknown): { status_code: number; body: string } {
	if (error instanceof Failure) return new Refusal(STATUS[error.code], error.message);
	if (isDatabaseOutage(error)) {
		log.warn({ err: error }, 'the database does not answer');
		return new Refusal(503, m.errors_database());
	}
	if (isDiskFull(error)) {
		log.warn({ err: error }, 'the disk of the uploads is full');
		return diskFull(error);
	}
	if (isAnswer(error)) return error;
	const id = uuidv7();
	log.error({ err: error, id }, 'bug');
	return new Refusal(500, m.errors_bug({ id }));
}

const isDiskFull = (error: unknown) =>
	error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Ours, or one of the protocol's own that @tus/server throws. */
const isAnswer = (error: unknown): error is { status_code: number; body: string } =>
	typeof error === 'object' && error !== null && 'status_code' in error && 'body' in error;
