import { and, desc, eq, sql } from 'drizzle-orm';
import { Failure, type FieldErrors } from '#lib/errors.ts';
import { invalid } from '#lib/input/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { asGeoJson } from '#lib/server/db/geo.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, record } from '#lib/server/journal/record.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { classInForce } from '../report/queries-filing.server.ts';
import { CLOCK_TOLERANCE_MS } from '../report/rules.ts';
import { unitAt } from '../unit/queries.server.ts';
import { cardNow } from './cards.server.ts';
import { keepDeskClocks } from './duties.server.ts';
import type { IncidentEvent } from './events.ts';
import { valueText } from './field-text.ts';
import { holdOpen } from './holding.server.ts';
import { visibleCard } from './visible.server.ts';
import { changedFields } from './rules.ts';
import type { EditedField, IncidentCard, IncidentEdit, Shape } from './schema.ts';
import { middleOf, shapeProblem } from './shapes.server.ts';
import { incident } from './tables.server.ts';
import { renew, type Locked } from './tree.server.ts';
import { incidentPermissions } from './permissions.ts';

type Editable = { [F in EditedField]: NonNullable<IncidentEdit[F]> };
type Wanted = { [F in EditedField]?: Editable[F] | undefined };
type Changes = ReturnType<typeof changedFields<Editable>>;

/**
 * Changes fields of an open incident. Two people who edit different fields at once both succeed; where
 * somebody changed the same field since `version`, the act is refused with both values beside the field (IN7).
 */
export async function editIncident(db: Db, who: Who, input: IncidentEdit): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.edit']);
	const { actId, id, version, occurredAt, ...others } = input;
	// As the database writes it, so that another offset is no other instant.
	const wanted = { ...others, occurredAt: occurredAt && new Date(occurredAt).toISOString() };
	const request = { kind: 'incident.edit', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdOpen(tx, who, id, incidentPermissions['incident.edit']);
		const current = await editableOf(tx, held);
		const changes = changedFields(current, wanted);
		if (Object.keys(changes).length === 0) return await cardNow(tx, id);
		refuse('conflict', await overtaken(tx, { id, version, changes, current }));
		refuse('invalid', await problemsOf(tx, wanted));

		const { shape, occurredAt: at, ...fields } = wanted;
		const moved = shape && changes.shape ? await placed(tx, shape) : {};
		const instant = at ? { occurredAt: new Date(at) } : {};
		await tx
			.update(incident)
			.set({ ...fields, ...moved, ...instant })
			.where(eq(incident.id, id));
		const { card, scope } = await renew(tx, id);
		const line = { type: 'incident.edited', subject: `incident:${id}`, scope } as const;
		await record<IncidentEvent>(tx, who, { ...line, payload: { card, changes } }, actId);
		await keepDeskClocks(tx, who, id);
		return card;
	});
}

function refuse(code: 'conflict' | 'invalid', fields: FieldErrors) {
	if (Object.keys(fields).length === 0) return;
	throw code === 'conflict'
		? new Failure(code, m.incident_overtaken(), { fields })
		: invalid(fields);
}

async function editableOf(tx: Tx, held: Locked): Promise<Editable> {
	const [row] = await tx
		.select({ shape: asGeoJson(incident.shape) })
		.from(incident)
		.where(eq(incident.id, held.id));
	const { title, classCode, placeText, sensitive, occurredAt } = held;
	const shape = row?.shape as Shape;
	return { title, classCode, placeText, sensitive, occurredAt: occurredAt.toISOString(), shape };
}

/** Of each field that somebody else changed since `version`: a sentence with his value and the wanted one. */
async function overtaken(
	tx: Tx,
	{
		id,
		version,
		changes,
		current
	}: {
		id: string;
		version: number;
		changes: Changes;
		current: Editable;
	}
): Promise<FieldErrors> {
	const since = await tx
		.select({ name: journal.actorName, payload: journal.payload })
		.from(journal)
		.where(
			and(
				eq(journal.subject, `incident:${id}`),
				eq(journal.type, 'incident.edited'),
				sql`(${journal.payload} -> 'card' ->> 'version')::int > ${version}`
			)
		)
		.orderBy(desc(journal.seq));
	const problems: FieldErrors = {};
	for (const [field, { to }] of Object.entries(changes) as [EditedField, { to: unknown }][]) {
		const last = since.find(({ payload }) => field in (payload as { changes: object }).changes);
		if (!last) continue;
		const now = valueText(field, current[field]);
		problems[field] = m.incident_field_overtaken({
			name: last.name,
			now,
			yours: valueText(field, to)
		});
	}
	return problems;
}

async function problemsOf(tx: Tx, wanted: Wanted): Promise<FieldErrors> {
	const problems: FieldErrors = {};
	const { classCode, occurredAt, shape } = wanted;
	if (classCode && !(await classInForce(tx, classCode))) {
		problems.classCode = m.event_class_unknown({ code: classCode });
	}
	const now = await transactionTime(tx);
	if (occurredAt && Date.parse(occurredAt) > now.getTime() + CLOCK_TOLERANCE_MS) {
		problems.occurredAt = m.incident_time_future();
	}
	const wrong = shape ? await shapeProblem(tx, shape) : null;
	if (wrong) problems.shape = wrong;
	return problems;
}

/** A shape with what follows from it. */
async function placed(tx: Tx, shape: Shape) {
	const at = await middleOf(tx, shape);
	return { shape, at, placeUnitId: (await unitAt(tx, at))?.id ?? null };
}
