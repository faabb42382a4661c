import path from 'node:path';
import type { Env } from '#src/environment.ts';
import { listenProblem } from '#lib/server/cluster/ports.ts';
import { Stop } from './run.ts';
import type { Service } from './supervisor.ts';

/** Room for form fields around the largest file. */
const BODY_EXTRA_MB = 1;

/** What only the start knows, besides the environment. */
export interface Provided {
	databaseUrl: string;
	authSecret: string;
	mediaSecret: string;
}

/** The environment of every service: what was validated and what was provided, so that all see the same. */
export function serviceEnv(
	env: Env,
	{ databaseUrl, authSecret, mediaSecret }: Provided
): Record<string, string> {
	return {
		DATABASE_URL: databaseUrl,
		AUTH_SECRET: authSecret,
		HOST: env.HOST,
		PORT: `${env.PORT}`,
		PUSH_PORT: `${env.PUSH_PORT}`,
		ORIGIN: env.ORIGIN,
		PUSH_URL: env.PUSH_URL,
		MEDIA_PORT: `${env.MEDIA_PORT}`,
		MEDIA_URL: env.MEDIA_URL,
		MEDIA_SECRET: mediaSecret,
		DEMONSTRATION: `${env.DEMONSTRATION}`
	};
}

export function pushService(env: Env, provided: Provided): Service {
	return {
		name: 'push',
		script: ['src/push.ts'],
		env: serviceEnv(env, provided),
		listens: { host: env.HOST, port: env.PUSH_PORT }
	};
}

export function workerService(env: Env, provided: Provided): Service {
	return {
		name: 'worker',
		script: ['src/worker.ts'],
		env: serviceEnv(env, provided),
		listens: null
	};
}

/** Needs no database: rooms live in its memory, what happened in them in a file of the data folder. */
export function mediaService(env: Env, { mediaSecret }: Provided): Service {
	return {
		name: 'media',
		script: ['media-server/src/main.ts'],
		env: {
			HOST: env.HOST,
			ORIGIN: env.ORIGIN,
			MEDIA_PORT: `${env.MEDIA_PORT}`,
			MEDIA_RTC_PORT: `${env.MEDIA_RTC_PORT}`,
			MEDIA_SECRET: mediaSecret,
			MEDIA_FOLDER: path.resolve(env.DATA_DIR, 'media')
		},
		listens: { host: env.HOST, port: env.MEDIA_PORT }
	};
}

export function appService(env: Env, provided: Provided): Service {
	return {
		name: 'app',
		script: ['build/index.js'],
		env: {
			...serviceEnv(env, provided),
			NODE_ENV: 'production',
			BODY_SIZE_LIMIT: `${env.UPLOAD_MAX_MB + BODY_EXTRA_MB}M`,
			SHUTDOWN_TIMEOUT: '4'
		},
		listens: { host: env.HOST, port: env.PORT }
	};
}

/** Stops with a sentence where a port cannot be had: before anything is started, not in the middle. */
export async function checkPorts({ HOST, PORT, PUSH_PORT, MEDIA_PORT }: Env) {
	const ports = Object.entries({ PORT, PUSH_PORT, MEDIA_PORT });
	for (const [i, [name, port]] of ports.entries()) {
		const [other] = ports.slice(0, i).find(([, earlier]) => earlier === port) ?? [];
		if (other) throw new Stop(`${other} and ${name} are both ${port}: they must differ.`);
		const problem = await listenProblem(port, HOST);
		if (problem === null) continue;
		throw new Stop(
			problem === 'EADDRINUSE'
				? `Port ${port} on ${HOST} is in use by another program: stop that, or set ${name} to a free port.`
				: `Cannot listen on port ${port} of ${HOST} (${problem}): set HOST and ${name} to an address and a port that this user may use.`
		);
	}
}
