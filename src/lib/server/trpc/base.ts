import { initTRPC, TRPCError } from '@trpc/server';
import { v7 as uuidv7 } from 'uuid';
import superjson from 'superjson';
import { ZodError } from 'zod';
import { Failure, type FailureCode, type FieldErrors } from '#lib/errors.ts';
import { fieldsOf, sentenceOf } from '#lib/input/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Who } from '#lib/who.ts';
import type { Db } from '../db/client.ts';
import { isDatabaseOutage } from '../db/outage.ts';
import { log } from '../log.ts';

/** What every procedure gets. `who` null: nobody is signed in. */
export type Context = { db: Db; who: Who | null };

const TRPC_CODE = {
	not_found: 'NOT_FOUND',
	forbidden: 'FORBIDDEN',
	conflict: 'CONFLICT',
	invalid: 'BAD_REQUEST',
	unavailable: 'SERVICE_UNAVAILABLE'
} as const satisfies Record<FailureCode, TRPCError['code']>;

/** Sentences by field path, from Zod or from a feature; the form shows them beside the fields. */
function fieldErrors(cause: unknown): FieldErrors | null {
	if (cause instanceof Failure) return cause.fields ?? null;
	return cause instanceof ZodError ? fieldsOf(cause) : null;
}

const t = initTRPC.context<Context>().create({
	transformer: superjson,
	errorFormatter: ({ shape, error }) => ({
		message: error.cause instanceof ZodError ? sentenceOf(fieldsOf(error.cause)) : shape.message,
		code: shape.code,
		data: {
			code: shape.data.code,
			httpStatus: shape.data.httpStatus,
			fields: fieldErrors(error.cause),
			errorId: error instanceof Bug ? error.id : null
		}
	})
});

/** Something that only a bug explains. The log has it in full under `id`; the user sees only the id. */
export class Bug extends TRPCError {
	readonly id = uuidv7();

	/** Writes it into the log; `about` says where and for whom it happened. */
	constructor(cause: unknown, about: Record<string, unknown>) {
		super({ code: 'INTERNAL_SERVER_ERROR', message: '', cause });
		this.message = m.errors_bug({ id: this.id });
		log.error({ err: cause, id: this.id, ...about }, 'bug');
	}
}

/** The one place where a refusal, an outage or a bug becomes a tRPC error. */
const translate = t.middleware(async ({ next, path, type, ctx }) => {
	const result = await next();
	if (result.ok) return result;
	const { cause } = result.error;
	if (cause instanceof Failure) {
		if (cause.code === 'unavailable') log.warn({ err: cause, path }, 'outage');
		throw new TRPCError({ code: TRPC_CODE[cause.code], message: cause.message, cause });
	}
	if (isDatabaseOutage(cause)) {
		log.warn({ err: cause, path }, 'the database does not answer');
		throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: m.errors_database(), cause });
	}
	if (result.error.code !== 'INTERNAL_SERVER_ERROR') return result;
	throw new Bug(cause, { path, type, person: ctx.who?.personId });
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

export const publicProcedure = t.procedure.use(translate);

/** For people and programs alike; what each may is decided in the feature. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
	if (!ctx.who) throw new TRPCError({ code: 'UNAUTHORIZED', message: m.errors_signed_out() });
	return next({ ctx: { who: ctx.who } });
});
