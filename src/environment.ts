import { z } from 'zod';

/**
 * Every environment variable of Watchfire, validated. Read nowhere else. The README's table is made
 * of the descriptions here (a test compares them).
 */
const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.enum(['true', 'false']).transform((v) => v === 'true');

export const Env = z.object({
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
		.optional()
		.describe('The operator’s own PostgreSQL with PostGIS. Absent: a private one in DATA_DIR.'),
	DATA_DIR: z
		.string()
		.min(1)
		.default('./data')
		.describe('Where the private database, uploads and the secret live.'),
	HOST: z.string().min(1).default('127.0.0.1').describe('Address that the servers listen on.'),
	PORT: port.default(8800).describe('Port of the app.'),
	PUSH_PORT: port.default(8801).describe('Port of the push process.'),
	ORIGIN: z
		.url({ protocol: /^https?$/ })
		.optional()
		.describe(
			'The address that people type; other origins are refused. Default: http://localhost:PORT.'
		),
	PUSH_URL: z
		.string()
		.regex(/^wss?:\/\//, 'must start with ws:// or wss://')
		.optional()
		.describe('The push address as browsers reach it. Default: ws://localhost:PUSH_PORT/push.'),
	MEDIA_PORT: port
		.optional()
		.describe('Port of the media server. Default: the one after PUSH_PORT.'),
	MEDIA_RTC_PORT: z.coerce
		.number()
		.int()
		.min(0)
		.max(65_000)
		.optional()
		.describe(
			'First UDP and TCP port of pictures and sound, one for each core from here on; 0: any free ones. Default: MEDIA_PORT + 8.'
		),
	MEDIA_ANNOUNCED_ADDRESS: z
		.string()
		.min(1)
		.optional()
		.describe('Address at which browsers reach those ports, where HOST is not that address.'),
	MEDIA_WORKERS: z.coerce
		.number()
		.int()
		.min(1)
		.max(64)
		.optional()
		.describe('How many workers move pictures and sound. Default: one for each core.'),
	MEDIA_URL: z
		.string()
		.regex(/^wss?:\/\//, 'must start with ws:// or wss://')
		.optional()
		.describe(
			'The media server’s address as browsers reach it. Default: ws://localhost:MEDIA_PORT/media.'
		),
	MEDIA_SECRET: z
		.string()
		.min(32, 'needs at least 32 characters')
		.optional()
		.describe(
			'Signs tickets and opens the media server’s control. Absent: made once and kept in DATA_DIR.'
		),
	MEDIASOUP_WORKER_BIN: z
		.string()
		.min(1)
		.optional()
		.describe('A mediasoup worker of version 3.27.1. Absent: downloaded, or built once.'),
	AUTH_SECRET: z
		.string()
		.min(32, 'needs at least 32 characters')
		.optional()
		.describe('Signs session cookies. Absent: made once and kept in DATA_DIR.'),
	DEMONSTRATION: flag
		.optional()
		.describe('Seed the demonstration government. Default: true without DATABASE_URL, else false.'),
	NODE_UNIT: z
		.string()
		.regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'must be the id of a unit')
		.default('220000')
		.describe('The unit whose node this is: its level and area. Counts at the first start only.'),
	TIME_ZONE: z
		.string()
		.default('Asia/Shanghai')
		.refine(isTimeZone, 'is not a time zone')
		.describe('Zone in which times are shown.'),
	SESSION_IDLE_MINUTES: z.coerce
		.number()
		.int()
		.min(1)
		.max(1440)
		.default(60)
		.describe('A session without a key or click ends after this.'),
	SESSION_ABSOLUTE_HOURS: z.coerce
		.number()
		.int()
		.min(1)
		.max(168)
		.default(13)
		.describe('A session ends after this in any case (a 12-hour shift and the hand-over).'),
	UPLOAD_MAX_MB: z.coerce
		.number()
		.int()
		.min(1)
		.max(4096)
		.default(512)
		.describe('Largest photo or video that is taken.'),
	MAPBOX_TOKEN: z
		.string()
		.startsWith('pk.', 'must be a public token (pk.…)')
		.optional()
		.describe('Uses Mapbox GL JS 3 instead of MapLibre.'),
	MAP_STYLE_URL: z
		.url()
		.optional()
		.describe('The operator’s approved base map as a style document.'),
	MAP_APPROVAL_NUMBER: z
		.string()
		.optional()
		.describe('审图号 of the base map, shown on the map and on snapshots.'),
	LOG_LEVEL: z
		.enum(['fatal', 'error', 'warn', 'info', 'debug'])
		.default('info')
		.describe('How much is logged.')
});
export type Env = z.infer<typeof Env> & {
	ORIGIN: string;
	PUSH_URL: string;
	MEDIA_PORT: number;
	MEDIA_RTC_PORT: number;
	MEDIA_URL: string;
	DEMONSTRATION: boolean;
};

function isTimeZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/** The validated environment; throws one sentence a line for each wrong variable. Empty counts as absent. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const result = Env.safeParse(given);
	if (result.success) {
		const { data } = result;
		const mediaPort = data.MEDIA_PORT ?? data.PUSH_PORT + 1;
		return {
			...data,
			ORIGIN: data.ORIGIN ?? `http://localhost:${data.PORT}`,
			PUSH_URL: data.PUSH_URL ?? `ws://localhost:${data.PUSH_PORT}/push`,
			MEDIA_PORT: mediaPort,
			MEDIA_RTC_PORT: data.MEDIA_RTC_PORT ?? mediaPort + 8,
			MEDIA_URL: data.MEDIA_URL ?? `ws://localhost:${mediaPort}/media`,
			DEMONSTRATION: data.DEMONSTRATION ?? data.DATABASE_URL === undefined
		};
	}
	const lines = result.error.issues.map(
		({ path, message }) => `The environment variable ${path.join('.')} is wrong: ${message}.`
	);
	throw new Error(lines.join('\n'));
}
