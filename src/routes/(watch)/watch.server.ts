import { env } from '#src/app.server.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { Who } from '#lib/who.ts';

const TICKER_LINES = 30;
const INCOMING_HOURS = 24;
const EARTHQUAKE_DAYS = 3;

/** What wall and desk show: everything their unit may see now, and the place in the journal to follow from. */
export async function loadWatch(who: Who) {
	const api = pageCaller(who);
	// The first answer's cursor is the oldest: whatever happens while the others are read comes again as an event.
	const { cursor, incidents } = await api.incident.list();
	const [
		{ reports: incoming },
		{ reports: inbox },
		{ notices },
		{ consultations },
		{ clocks },
		{ warnings },
		{ feeds },
		{ earthquakes },
		{ duty, changesAt },
		lines,
		own,
		units
	] = await Promise.all([
		api.report.incoming({ hours: INCOMING_HOURS }),
		api.report.inbox(),
		api.incident.informedOpen(),
		api.consultation.list(),
		api.clock.open(),
		api.warning.active(),
		api.feed.list(),
		api.feed.earthquakes({ days: EARTHQUAKE_DAYS }),
		api.shift.onDuty({ unitIds: [who.unitId] }),
		api.journal.recent({ limit: TICKER_LINES }),
		api.unit.area({ id: who.unitId }),
		api.unit.list()
	]);
	return {
		cursor,
		serverNow: new Date(),
		incidents,
		notices,
		consultations,
		// What nobody acknowledged stays on the screen however old it is.
		reports: [...new Map([...incoming, ...inbox].map((card) => [card.id, card])).values()],
		clocks,
		warnings,
		feeds,
		earthquakes,
		earthquakeDays: EARTHQUAKE_DAYS,
		duty,
		dutyChangesAt: changesAt,
		lines,
		own,
		/** For the map's ground: which tiles, and every name on them. */
		ground: {
			version: units.version,
			names: units.units.flatMap(({ shortName, nameEn }) => [shortName, nameEn])
		},
		map: {
			mapboxToken: env.MAPBOX_TOKEN ?? null,
			base: env.MAP_STYLE_URL ?? null,
			approval: env.MAP_APPROVAL_NUMBER ?? null
		}
	};
}
export type WatchData = Awaited<ReturnType<typeof loadWatch>>;
