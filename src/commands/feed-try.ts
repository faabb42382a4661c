import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { readCap } from '#lib/features/feed/cap.server.ts';
import { keepEarthquakes, wantedReadings } from '#lib/features/feed/earthquakes.server.ts';
import type { EarthquakeReading } from '#lib/features/feed/schema.ts';
import { feed } from '#lib/features/feed/tables.server.ts';
import { readUsgs } from '#lib/features/feed/usgs.ts';
import { takenLines } from '#lib/features/feed/words.ts';
import { unitNames } from '#lib/features/warning/words.ts';
import { draftOf } from '#lib/features/warning/draft.ts';
import { findingText, type Finding } from '#lib/features/warning/finding.ts';
import { keepWarning, prepareWarning, type Kept } from '#lib/features/warning/keeping.server.ts';
import { endingBy, frameOf, isForPeople } from '#lib/features/warning/rules.ts';
import type { WarningMessage } from '#lib/features/warning/schema.ts';
import { warningLevelName } from '#lib/features/warning/words.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { openDb, type Db, type Tx } from '#lib/server/db/client.ts';
import { full } from '#lib/time.ts';
import { SYSTEM } from '#lib/who.ts';
import { environment } from './support/environment.ts';
import { command, Stop } from './support/run.ts';
import { table } from './support/table.ts';

/**
 * Says what each document would become, or why it would be refused. With DATABASE_URL it is tried on that
 * database, areas and units and all, and nothing of it stays.
 */
const USAGE = 'npm run feed:try -- FILE-OR-FOLDER [--language en]';

/** Of what is only remarked on. */
const MOST_REMARKS = 6;
const MOST_EARTHQUAKES = 3;

class Undone extends Error {}

/** `cells`: what it became, its level, whether it holds, for whom. `lines`: what else there is to say. */
type Tried = { name: string; cells: string[]; lines: string[]; isRefused: boolean };

await command(async () => {
	const { target, language } = readArguments();
	overwriteGetLocale(() => language);
	const { DATABASE_URL } = environment();
	const db = DATABASE_URL === undefined ? null : openDb(DATABASE_URL, { max: 2 });
	try {
		const files = await filesIn(path.resolve(process.env['INIT_CWD'] ?? '.', target));
		const tried: Tried[] = [];
		for (const { name, file } of files) tried.push(await tryOne(db, name, await readFile(file)));
		const rows = tried.map(({ name, cells, isRefused }) => [isRefused ? '✗' : '✓', name, ...cells]);
		const heads = table(rows).split('\n');
		for (const [i, { lines }] of tried.entries()) {
			console.log([heads[i] ?? '', ...lines.map((line) => `      ${line}`)].join('\n'));
		}
		const refused = tried.filter((one) => one.isRefused).length;
		console.log(`\n${m.feed_try_total({ taken: tried.length - refused, refused })}`);
		if (!db) console.log(m.feed_try_no_database());
	} finally {
		await db?.end();
	}
});

async function tryOne(db: Db | null, name: string, bytes: Uint8Array): Promise<Tried> {
	if (/\.(geo)?json$/i.test(name)) {
		const { items, faults } = readUsgs(bytes);
		const isRefused = items.length === 0 && faults.length > 0;
		const lines = isRefused ? [] : await earthquakeLines(db, items);
		const cells = isRefused ? [m.feed_try_refused()] : [m.feed_try_count({ count: items.length })];
		return { name, isRefused, cells, lines: [...lines, ...faults.map(findingText)] };
	}
	const { items, faults } = readCap(bytes, new Date());
	const [message] = items;
	if (message) return { name, isRefused: false, ...(await triedWarning(db, message)) };
	return { name, isRefused: true, cells: [m.feed_try_refused()], lines: faults.map(findingText) };
}

async function triedWarning(db: Db | null, message: WarningMessage) {
	if (!isForPeople(message)) {
		return {
			cells: [m.feed_try_ignored()],
			lines: takenLines({ warnings: [{ became: 'ignored' }], earthquakes: null })
		};
	}
	const { level, headline, areas, areaText, expiresAt, expiryAssumed, info } = draftOf(message);
	const kept =
		db &&
		(await tried(db, async (tx, source) =>
			keepWarning(tx, SYSTEM, source, await prepareWarning(tx, source, message))
		));
	const ending = endingBy(message);
	const clears = ending === 'cancel' || ending === 'allClear';
	const isOver = new Date(expiresAt) <= new Date();
	const count = (of: (area: (typeof areas)[number]) => unknown[]) => areas.flatMap(of).length;
	const shape = m.feed_try_area({
		polygons: count(({ rings }) => rings),
		circles: count(({ circles }) => circles),
		codes: count(({ codes }) => codes)
	});
	const cells = [
		clears ? m.feed_try_lifts() : ending === 'update' ? m.feed_try_updates() : m.feed_try_issues(),
		warningLevelName(level),
		clears ? '–' : isOver ? m.feed_try_over() : m.feed_try_holds(),
		unitsOf(kept)
	];
	const manner = [
		message.status,
		info?.language,
		m.feed_try_ends({ at: full(new Date(expiresAt)) }),
		expiryAssumed && m.feed_try_assumed(),
		frameOf(message.status) === 'exercise' && m.feed_try_silent(),
		message.signature === 'unchecked' ? m.feed_try_unchecked() : m.feed_try_unsigned()
	];
	const lines = [
		headline,
		`${areaText || '–'} · ${shape}`,
		manner.filter((word) => typeof word === 'string').join(' · '),
		...remarkLines(kept && 'remarks' in kept ? kept.remarks : message.remarks)
	];
	return { cells, lines };
}

function unitsOf(kept: Kept | null): string {
	return kept && 'card' in kept ? unitNames(kept.card.units) : m.feed_try_unresolved();
}

function remarkLines(remarks: Finding[]): string[] {
	const more = remarks.length - MOST_REMARKS;
	const lines = remarks.slice(0, MOST_REMARKS).map((one) => `· ${findingText(one)}`);
	return more > 0 ? [...lines, m.feed_try_more({ count: more })] : lines;
}

async function earthquakeLines(db: Db | null, items: EarthquakeReading[]): Promise<string[]> {
	const strongest = items.toSorted((a, b) => b.magnitude - a.magnitude).slice(0, MOST_EARTHQUAKES);
	const region = { withinKm: 1000, minMagnitude: 3 };
	const counted =
		db &&
		(await tried(db, async (tx, source) =>
			keepEarthquakes(tx, SYSTEM, source, await wantedReadings(tx, { ...source, region }, items))
		));
	return [
		m.feed_try_earthquakes({
			count: items.length,
			above: items.filter(({ depthKm }) => depthKm !== null && depthKm < 0).length
		}),
		...strongest.map(
			({ magnitude, placeText, occurredAt, depthKm }) =>
				`M ${magnitude} · ${placeText} · ${full(new Date(occurredAt))} · ${depthKm ?? '–'} km`
		),
		...(counted
			? [m.feed_try_region(region), ...takenLines({ warnings: [], earthquakes: counted })]
			: [])
	];
}

/** Does `work` with a feed of the node's own unit, and undoes it all. */
async function tried<T>(
	db: Db,
	work: (
		tx: Tx,
		source: { feedId: string; name: string; unitId: string; frame: 'real' }
	) => Promise<T>
): Promise<T> {
	let result: T | undefined;
	await db
		.transaction(async (tx) => {
			const [home] = await tx
				.select({ id: unit.id, name: unit.name })
				.from(unit)
				.where(sql`${unit.id} = (select unit_id from node)`);
			if (!home) throw new Stop('The database is not set up yet: run npm start once.');
			const feedId = crypto.randomUUID();
			await tx.insert(feed).values({
				...{ id: feedId, name: USAGE, unitId: home.id, kind: 'cap', source: 'pushed', address: '' },
				...{ enabled: false, aliveBy: 'data', expectedS: 3600, pollS: 60, origin: 'try' }
			});
			result = await work(tx, { feedId, name: home.name, unitId: home.id, frame: 'real' });
			throw new Undone();
		})
		.catch((error: unknown) => {
			if (!(error instanceof Undone)) throw error;
		});
	return result as T;
}

async function filesIn(target: string): Promise<{ name: string; file: string }[]> {
	const found = await stat(target).catch(() => null);
	if (!found) throw new Stop(`${target} is not there.\n\n${USAGE}`);
	if (found.isFile()) return [{ name: path.basename(target), file: target }];
	const names = await readdir(target, { recursive: true, withFileTypes: true });
	return names
		.filter((entry) => entry.isFile() && /\.(xml|cap|xsd|json|geojson)$/i.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort()
		.map((file) => ({ name: path.relative(target, file), file }));
}

function readArguments() {
	try {
		const { positionals, values } = parseArgs({
			allowPositionals: true,
			options: { language: { type: 'string', default: 'zh-CN' } }
		});
		const [target] = positionals;
		if (target === undefined) throw new Error('Which file or folder?');
		return { target, language: values.language === 'en' ? ('en' as const) : ('zh-CN' as const) };
	} catch (error) {
		throw new Stop(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
	}
}
