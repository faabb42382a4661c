import { and, desc, eq } from 'drizzle-orm';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { fullsOf } from '../report/cards.server.ts';
import { othersOf, sameIn } from '../report/other-figures.ts';
import {
	bodyTexts,
	MOST_OTHER_FIGURES,
	type OtherFigure,
	type ReportBody,
	type ReportDraft,
	type ReportFull
} from '../report/schema.ts';
import { report } from '../report/tables.server.ts';
import { desksOf } from './duties.server.ts';
import { incidentPage } from './page.server.ts';
import type { KnownFigure } from './schema.ts';
import { reportPermissions } from '../report/permissions.ts';

/** What the form starts from; id and instants of writing are made when it is sent. */
export type UpwardDraft = Omit<ReportDraft, 'id' | 'writtenAt' | 'sentAt'>;

/**
 * The report upward as far as it can be written from what is known: the first one of the person's unit, or the
 * follow-up to its last. Figures keep their sources, each text is the newest that anybody wrote.
 */
export async function draftUpward(db: Db, who: Who, id: string): Promise<UpwardDraft> {
	authorizeAct(who, reportPermissions['report.file']);
	const page = await incidentPage(db, who, id);
	const { card } = page;
	const shown = page.threads.flatMap(({ reports }) => reports.map((one) => one.report));
	const last = await lastOwn(db, who, id);
	return {
		kind: last ? 'followup' : 'first',
		previousId: last?.id ?? null,
		isCorrection: false,
		incidentId: id,
		classCode: card.classCode,
		title: card.title,
		occurredAt: card.occurredAt,
		// When this desk knew: its clocks count from there, and a report must not move them.
		knownAt: last?.knownAt ?? (await knownSince(db, who, id)) ?? card.openedAt,
		placeText: card.placeText,
		at: card.at,
		source: { kind: 'unit', name: sourceOf(shown, who) },
		level: card.incidentLevel,
		sensitive: card.sensitive,
		body: bodyFrom(shown, page.known, last ? othersOf(last.body) : []),
		frame: card.frame
	};
}

async function lastOwn(db: Db, who: Who, incidentId: string): Promise<ReportFull | null> {
	const [row] = await db
		.select({ id: report.id })
		.from(report)
		.where(and(eq(report.sentFromIncidentId, incidentId), eq(report.unitId, who.unitId)))
		.orderBy(desc(report.receivedAt), desc(report.number))
		.limit(1);
	return row ? ((await fullsOf(db, [row.id]))[0] ?? null) : null;
}

async function knownSince(db: Db, who: Who, id: string): Promise<string | null> {
	const desk = (await desksOf(db, id)).find(({ unitId }) => unitId === who.unitId);
	return desk ? new Date(desk.arrivedMs).toISOString() : null;
}

/** Whoever told this desk first. */
function sourceOf(reports: ReportFull[], who: Who): string {
	const [first] = reports
		.filter(({ unitId }) => unitId !== who.unitId)
		.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
	return first?.unitName ?? who.unitName;
}

/** `own`: the other figures of the unit's last report, whose keys go on in its thread. */
function bodyFrom(
	reports: ReportFull[],
	known: KnownFigure[],
	own: readonly OtherFigure[]
): ReportBody {
	const newestFirst = [...reports].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
	const texts = bodyTexts.flatMap((name) => {
		const newest = newestFirst.find(({ body }) => body[name])?.body[name];
		return newest ? [[name, newest] as const] : [];
	});
	const commander = newestFirst.find(({ body }) => body.commander)?.body.commander;
	return {
		...Object.fromEntries(texts),
		figures: Object.fromEntries(
			known.flatMap(({ name, value, source, at }) =>
				name === 'other' ? [] : [[name, { value, source, at }]]
			)
		),
		otherFigures: known
			.flatMap((figure) => (figure.name === 'other' ? [otherFrom(figure, own)] : []))
			.slice(0, MOST_OTHER_FIGURES),
		...(commander ? { commander } : {}),
		attachments: []
	};
}

function otherFrom(
	{ key, label, unit, value, source, at }: Extract<KnownFigure, { name: 'other' }>,
	own: readonly OtherFigure[]
): OtherFigure {
	const before = sameIn(own, { key, label, unit });
	return { key: before?.key ?? key, label, unit, value, source, at };
}
