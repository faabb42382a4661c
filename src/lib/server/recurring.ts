import { isDatabaseOutage } from './db/outage.ts';
import { log } from './log.ts';

/** `doneAt`: when a run last ended well, or when the first was waited for; milliseconds, as `Date.now()`. */
export type Recurring = { stop(): Promise<void>; readonly doneAt: number };

/**
 * Does `work` every `everyMs` until stopped; one run at a time. It must not die of an error: the database gone
 * is said once and tried again, a bug is logged each time. `stop` waits for the run under way.
 */
export function recurring(name: string, work: () => Promise<unknown>, everyMs: number): Recurring {
	let isStopped = false;
	let isLost = false;
	let timer: NodeJS.Timeout | undefined;
	let underWay = Promise.resolve();
	let doneAt = Date.now();

	async function run() {
		try {
			await work();
			doneAt = Date.now();
			if (isLost) log.info(`${name}: the database answers again`);
			isLost = false;
		} catch (err) {
			if (!isDatabaseOutage(err)) log.error({ err }, `${name} failed`);
			else if (!isLost) log.warn({ err }, `${name}: the database does not answer`);
			isLost = isDatabaseOutage(err);
		}
	}

	function next() {
		timer = setTimeout(() => {
			underWay = run().then(() => {
				if (!isStopped) next();
			});
		}, everyMs);
	}

	next();
	return {
		get doneAt() {
			return doneAt;
		},
		stop: async () => {
			isStopped = true;
			clearTimeout(timer);
			await underWay;
		}
	};
}
