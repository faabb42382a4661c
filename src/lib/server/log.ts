import pino from 'pino';
import { readEnv } from '#src/environment.ts';
import { errorForLog } from './log-error.ts';

/** The one log: JSON lines on standard error. Passwords, tokens and report texts are never put in. */
export const log = pino(
	{ level: readEnv().LOG_LEVEL, base: null, serializers: { err: errorForLog } },
	pino.destination(2)
);
