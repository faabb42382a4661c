import { and, eq, isNull, sql } from 'drizzle-orm';
import { Failure, type FieldErrors } from '#lib/errors.ts';
import { invalid } from '#lib/input/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Reader, Tx } from '#lib/server/db/client.ts';
import { lockName } from '#lib/server/db/lock.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { unitsById } from '../unit/queries.server.ts';
import { cardsById } from './cards.server.ts';
import type { ResourceEvent } from './events.ts';
import { groundsOf } from './ground.server.ts';
import { visibleCard } from './queries.server.ts';
import { differences, fieldProblems, fieldsOf, scopeOf } from './rules.ts';
import type {
	ResourceCard,
	ResourceEdit,
	ResourceFields,
	ResourceRemoval,
	StateChange
} from './schema.ts';
import { resource } from './tables.server.ts';
import { stateNames, valueText } from './words.ts';
import { may } from './permissions.ts';
import { seesResource } from './visible.server.ts';

/**
 * Enters a resource, or changes one: whoever saw an older version gets both values beside each field that
 * differs, and changes nothing. The owner may change too, to a unit that he may write for (RS2, RS6).
 */
export async function editResource(db: Db, who: Who, input: ResourceEdit): Promise<ResourceCard> {
	authorizeAnywhere(who);
	const { actId, id, version } = input;
	const wanted = fieldsOf(input);
	const request = { kind: 'resource.edit', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		await holdNames(tx);
		const before = await held(tx, who, id);
		if (before === null && version > 0) throw new Failure('not_found', m.resource_not_found());
		const ownerPath = await requireOwner(tx, who, wanted.unitId);
		refuse('conflict', before && before.version !== version ? overtaken(before, wanted) : {});
		const [ground] = await groundsOf(tx, [wanted]);
		refuse('invalid', {
			...fieldProblems(wanted),
			...(ground?.isNear ? {} : { at: m.resource_outside() }),
			...(ground?.isShapeValid ? {} : { shape: m.resource_shape_wrong() }),
			...(await nameProblem(tx, id, wanted))
		});
		const row = {
			...wanted,
			placeUnitId: ground?.placeUnitId ?? null,
			changedAt: sql`now()`,
			changedByName: who.name,
			scope: scopeOf(ownerPath, ground?.path ?? [])
		};
		await tx
			.insert(resource)
			.values({ id, ...row, origin: sql`(select id from node)` })
			.onConflictDoUpdate({
				target: resource.id,
				set: { ...row, version: sql`${resource.version} + 1` }
			});
		return await told(tx, who, { actId, id, created: before === null, seenBefore: before });
	});
}

/** Changes the state alone, so that a desk need not open the form; refused where somebody else just did (RS6). */
export async function changeState(db: Db, who: Who, input: StateChange): Promise<ResourceCard> {
	authorizeAnywhere(who);
	const { actId, id, seen, state } = input;
	const request = {
		...{ kind: 'resource.changeState', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const before = await holdResource(tx, who, id);
		if (before.state !== seen) {
			const words = { name: before.changedByName, now: stateNames[before.state]() };
			refuse('conflict', {
				state: m.resource_field_overtaken({ ...words, yours: stateNames[state]() })
			});
		}
		await tx
			.update(resource)
			.set({ state, ...stamp(who) })
			.where(eq(resource.id, id));
		return await told(tx, who, { actId, id, created: false, seenBefore: before });
	});
}

/** Takes it out of every list and reach. The row and the journal keep it. */
export async function removeResource(db: Db, who: Who, input: ResourceRemoval): Promise<void> {
	authorizeAnywhere(who);
	const { actId, id, version } = input;
	const request = { kind: 'resource.remove', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const before = await holdResource(tx, who, id);
		if (before.version !== version) throw new Failure('conflict', m.resource_overtaken());
		await tx
			.update(resource)
			.set({ removedAt: sql`now()`, ...stamp(who) })
			.where(eq(resource.id, id));
		const card = await now(tx, id);
		const line = { type: 'resource.removed', subject: `resource:${id}` } as const;
		await record<ResourceEvent>(
			tx,
			who,
			{ ...line, scope: before.scope, payload: { card } },
			actId
		);
	});
}

const stamp = (who: Who) => ({
	changedAt: sql`now()`,
	changedByName: who.name,
	version: sql`${resource.version} + 1`
});

/** Refuses at once whoever may not write resources anywhere. */
export function authorizeAnywhere(who: Who) {
	authorize('resource.edit', who, may(who, 'resource.edit', who.unitPath));
}

/** Writers of names wait for one another: an import judges names that a form may enter at the same moment. */
export const holdNames = (tx: Tx) => lockName(tx, 'resource names');

type Held = ResourceCard & { scope: string[] };

/** The resource, locked, if the person may see and change it; null where there is none. A removed one is not found. */
async function held(tx: Tx, who: Who, id: string): Promise<Held | null> {
	const [row] = await tx
		.select({ scope: resource.scope, unitId: resource.unitId, removedAt: resource.removedAt })
		.from(resource)
		.where(eq(resource.id, id))
		.for('update');
	if (!row) return null;
	if (!seesResource(row, who)) {
		throw new Failure('not_found', m.resource_not_found());
	}
	await requireOwner(tx, who, row.unitId);
	return { ...(await now(tx, id)), scope: row.scope };
}

async function holdResource(tx: Tx, who: Who, id: string): Promise<Held> {
	const found = await held(tx, who, id);
	if (!found) throw new Failure('not_found', m.resource_not_found());
	return found;
}

/** The path of the owner, for whom the person may write. */
async function requireOwner(tx: Tx, who: Who, unitId: string): Promise<string[]> {
	const [owner] = await unitsById(tx, [unitId]);
	if (!owner) throw invalid({ unitId: m.resource_unit_unknown() });
	authorize('resource.edit', owner, may(who, 'resource.edit', owner.path));
	return owner.path;
}

async function nameProblem(tx: Tx, id: string, wanted: ResourceFields): Promise<FieldErrors> {
	const { unitId, kind, name } = wanted;
	const [other] = await tx
		.select({ id: resource.id })
		.from(resource)
		.where(
			and(
				eq(resource.unitId, unitId),
				eq(resource.kind, kind),
				eq(resource.name, name),
				isNull(resource.removedAt),
				sql`${resource.id} <> ${id}`
			)
		);
	return other ? { name: m.resource_name_taken() } : {};
}

function overtaken(before: ResourceCard, wanted: ResourceFields): FieldErrors {
	const yours = { ...wanted, unitName: wanted.unitId };
	const fields = differences(before, wanted).map((field) => [
		field,
		m.resource_field_overtaken({
			name: before.changedByName,
			now: valueText(before, field),
			yours: valueText(yours, field)
		})
	]);
	// Somebody wrote the very same: still another version, but there is nothing to choose.
	return Object.fromEntries(fields) as FieldErrors;
}

function refuse(code: 'conflict' | 'invalid', fields: FieldErrors) {
	if (Object.keys(fields).length === 0) return;
	throw code === 'conflict'
		? new Failure(code, m.resource_overtaken(), { fields })
		: invalid(fields);
}

async function now(db: Reader, id: string) {
	const [card] = await cardsById(db, [id]);
	if (!card) throw new Failure('not_found', m.resource_not_found());
	return card;
}

/** Writes the line: for those who see it now, and those who saw it before. */
async function told(
	tx: Tx,
	who: Who,
	{
		actId,
		id,
		created,
		seenBefore
	}: { actId: string; id: string; created: boolean; seenBefore: Held | null }
): Promise<ResourceCard> {
	const card = await now(tx, id);
	const [row] = await tx
		.select({ scope: resource.scope })
		.from(resource)
		.where(eq(resource.id, id));
	const scope = [...(row?.scope ?? []), ...(seenBefore?.scope ?? [])];
	const line = { type: 'resource.changed', subject: `resource:${id}` } as const;
	await record<ResourceEvent>(tx, who, { ...line, scope, payload: { card, created } }, actId);
	return card;
}
