import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { invalid } from '#lib/input/refusal.ts';
import { readEnv } from '#src/environment.ts';
import { Failure } from '#lib/errors.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { addresseesOf } from '../reporting-rule/queries.server.ts';
import { getUnit, unitAt } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import { cardsOf } from './cards.server.ts';
import { clocksFor } from './clocks.server.ts';
import type { ReportEvent } from './events.ts';
import {
	classInForce,
	frameOn,
	isInArea,
	isOpenIncident,
	nodeNow,
	standInFor,
	threadOf,
	type Thread
} from './queries-filing.server.ts';
import { visibleCard } from './queries.server.ts';
import { problemsOf } from './rules.ts';
import { sentOf } from './sent.ts';
import type { ReportCard, ReportDraft } from './schema.ts';
import { report, reportReceipt } from './tables.server.ts';
import { may } from './permissions.ts';

const uploadMaxBytes = readEnv().UPLOAD_MAX_MB * 2 ** 20;

/**
 * Files a report upward: once, however often the client sends it (RP2). It is addressed to every unit that
 * the rules name, its clocks are kept, and the journal has it in full. Answers with its card.
 */
export async function fileReport(db: Db, who: Who, draft: ReportDraft): Promise<ReportCard> {
	authorize('report.file', draft, may(who, 'report.file', who.unitPath));
	const input = { actId: draft.id, ...sentOf(draft) };
	const request = {
		kind: 'report.file',
		who,
		input,
		onRetry: () => visibleCard(db, who, draft.id)
	};
	return await act(db, request, (tx) => file(tx, who, draft));
}

async function file(tx: Tx, who: Who, draft: ReportDraft): Promise<ReportCard> {
	const { here, own, thread, eventClass } = await judged(tx, who, draft);
	const at = await pointOf(tx, draft, own);
	const placeUnit = await unitAt(tx, at);
	const sensitive = draft.sensitive || eventClass.sensitive;
	const addressees = await addressedUnits(tx, own, thread, { ...draft, sensitive });
	const seers = [
		...own.path,
		...(placeUnit?.path ?? []),
		...addressees,
		...(thread?.newest.scope ?? [])
	];
	const row = {
		...draft,
		at,
		isPlaceExact: draft.at !== null,
		placeUnitId: placeUnit?.id ?? null,
		threadId: thread?.newest.threadId ?? draft.id,
		number: thread ? thread.newest.number + 1 : 0,
		sentFromIncidentId: draft.incidentId ?? thread?.newest.sentFromIncidentId ?? null,
		unitId: own.id,
		personId: who.personId,
		personName: who.name,
		title: draft.title || thread?.newest.title || titleOf(draft, eventClass),
		occurredAt: new Date(draft.occurredAt),
		knownAt: new Date(draft.knownAt),
		writtenAt: new Date(draft.writtenAt),
		receivedAt: here.now,
		sourceKind: draft.source.kind,
		sourceName: draft.source.name,
		sensitive,
		// A rehearsal does not become real by its follow-up, nor the other way round.
		frame: thread?.newest.frame ?? frameOn(here, draft.frame),
		clockSkewMs: draft.sentAt === null ? null : Date.parse(draft.sentAt) - here.now.getTime(),
		origin: here.id,
		scope: [...new Set(seers)]
	};
	const words = [row.title, row.placeText, draft.body.course ?? ''].join('\n');
	await tx.insert(report).values({ ...row, bigrams: sql`bigrams(${words})` });
	await addReceipts(tx, row, addressees);

	const [card] = await cardsOf(tx, [row.id]);
	if (!card) throw new Error(`Invariant failed: report ${row.id} was just written`);
	const about = { subject: `report:${row.id}`, scope: row.scope } as const;
	await record<ReportEvent>(tx, who, { type: 'report.filed', ...about, payload: { card } }, row.id);
	const knownAt = beganAt(row, thread);
	await clocksFor(tx, who, row, { addressees, knownAt, incidentId: card.incidentId });
	return card;
}

/** What filing needs to know of the node, the unit, the thread and the class; refuses a draft that is wrong. */
async function judged(tx: Tx, who: Who, draft: ReportDraft) {
	const here = await nodeNow(tx);
	const own = await getUnit(tx, who.unitId);
	const thread = draft.previousId ? await threadOf(tx, draft.previousId, who.unitId) : null;
	const eventClass = await classInForce(tx, draft.classCode);
	const fields = problemsOf(draft, {
		now: here.now,
		previous: thread?.previous ?? null,
		newestKind: thread?.newest.kind ?? null,
		isClassKnown: eventClass !== null,
		isPlaceInArea: draft.at === null || (await isInArea(tx, here.unitId, draft.at)),
		uploadMaxBytes
	});
	if (!eventClass || Object.keys(fields).length > 0) {
		throw invalid(fields);
	}
	if (draft.incidentId && !(await isOpenIncident(tx, draft.incidentId, who.unitId))) {
		throw new Failure('conflict', m.report_incident_closed());
	}
	return { here, own, thread, eventClass };
}

async function pointOf(tx: Tx, { at, placeText }: ReportDraft, own: Unit): Promise<LonLat> {
	const point = at ?? (await standInFor(tx, placeText, own));
	if (point) return point;
	throw invalid({ at: m.report_place_none() });
}

function titleOf(
	{ placeText }: ReportDraft,
	eventClass: { name: string; nameEn: string | null }
): string {
	const inEnglish = getLocale() === 'en' ? eventClass.nameEn : null;
	return m.report_title_made({ place: placeText, name: inEnglish ?? eventClass.name });
}

/** When the unit knew of the event; a correction of the first report corrects that too. */
function beganAt(
	row: { isCorrection: boolean; previousId: string | null; threadId: string; knownAt: Date },
	thread: Thread | null
): Date {
	const correctsFirst = row.isCorrection && row.previousId === row.threadId;
	return thread === null || correctsFirst ? row.knownAt : thread.knownAt;
}

/** Those whom the rules name, and those who have had an earlier report of the thread. */
async function addressedUnits(
	tx: Tx,
	own: Unit,
	thread: Thread | null,
	matter: Pick<ReportDraft, 'classCode' | 'level' | 'sensitive'>
): Promise<string[]> {
	const named = await addresseesOf(tx, own, matter);
	const earlier = thread
		? await tx
				.selectDistinct({ id: reportReceipt.unitId })
				.from(reportReceipt)
				.innerJoin(report, eq(report.id, reportReceipt.reportId))
				.where(eq(report.threadId, thread.newest.threadId))
		: [];
	return [...new Set([...named, ...earlier].map(({ id }) => id))].filter((id) => id !== own.id);
}

/** Where a desk has accepted the thread, what follows is in that incident already (RP24). */
async function addReceipts(
	tx: Tx,
	{ id, threadId }: { id: string; threadId: string },
	unitIds: string[]
) {
	if (unitIds.length === 0) return;
	const joined = await tx
		.selectDistinct({ unitId: reportReceipt.unitId, incidentId: reportReceipt.incidentId })
		.from(reportReceipt)
		.innerJoin(report, eq(report.id, reportReceipt.reportId))
		.where(
			and(
				eq(report.threadId, threadId),
				inArray(reportReceipt.unitId, unitIds),
				isNotNull(reportReceipt.incidentId)
			)
		);
	const incidents = new Map(joined.map(({ unitId, incidentId }) => [unitId, incidentId]));
	await tx
		.insert(reportReceipt)
		.values(
			unitIds.map((unitId) => ({ reportId: id, unitId, incidentId: incidents.get(unitId) ?? null }))
		);
}
