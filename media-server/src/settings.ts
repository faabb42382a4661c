import { availableParallelism } from 'node:os';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** The environment of the media server, as its own start or the product's gives it. Empty counts as absent. */
const Settings = z.object({
	HOST: z.string().min(1).default('127.0.0.1'),
	/** Of the pages that may speak with it. */
	ORIGIN: z.url({ protocol: /^https?$/ }),
	MEDIA_PORT: port.default(8802),
	MEDIA_RTC_PORT: port.default(8810),
	MEDIA_ANNOUNCED_ADDRESS: z.string().min(1).optional(),
	MEDIA_WORKERS: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
	MEDIA_SECRET: z.string().min(32),
	/** For what must outlive the process. */
	MEDIA_FOLDER: z.string().min(1),
	MEDIASOUP_WORKER_BIN: z.string().min(1).optional()
});
export type Settings = z.infer<typeof Settings>;

export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const result = Settings.safeParse(given);
	if (result.success) return result.data;
	const lines = result.error.issues.map(
		({ path, message }) => `The environment variable ${path.join('.')} is wrong: ${message}.`
	);
	throw new Error(lines.join('\n'));
}
