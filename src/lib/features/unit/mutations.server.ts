import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { invalid } from '#lib/input/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import type { UnitEvent } from './events.ts';
import { editProblems, keepsFormer } from './rules.ts';
import type { UnitEdit } from './schema.ts';
import { formerUnit, unit } from './tables.server.ts';
import { may } from './permissions.ts';

/** Changes a unit, or makes one with a new id. What it was called before is kept, and everything below moves with it. */
export async function editUnit(db: Db, who: Who, input: UnitEdit): Promise<void> {
	authorize('unit.edit', who, may(who, 'unit.edit', who.unitPath));
	const { actId, ...after } = input;
	const request = { kind: 'unit.edit', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		// Edits are rare, and two at once could hang a branch under itself.
		await tx.execute(sql`lock table ${unit} in share row exclusive mode`);
		const before = await find(tx, after.id);
		const parent = after.parentId === null ? null : await find(tx, after.parentId);
		if (after.parentId !== null && !parent) refuse('parentId', m.unit_parent_unknown());

		const path = [after.id, ...(parent?.path ?? [])];
		const isAllowed = [before?.path ?? path, path].every((each) => may(who, 'unit.edit', each));
		authorize('unit.edit', after, isAllowed);

		const problems = editProblems(after, parent, before);
		if (parent?.validTo) problems['parentId'] ??= m.unit_parent_closed();
		if (Object.keys(problems).length > 0) throw invalid(problems);
		await refuseTakenCode(tx, after);
		if (after.validTo !== null) await refuseClosing(tx, after.id);

		if (before && keepsFormer(before, after)) await keepFormer(tx, before, after.validFrom);
		await tx
			.insert(unit)
			.values({ ...after, path })
			.onConflictDoUpdate({ target: unit.id, set: { ...after, path } });
		await tx.execute(sql`
			update ${unit} set path = path[1:array_position(path, ${after.id}) - 1] || ${sql.param(path, unit.path)}
			where ${after.id} = any(path) and id <> ${after.id}`);

		const scope = [...(before?.path ?? []), ...path];
		const payload = { before: before ? wordsOf(before) : null, after };
		await record<UnitEvent>(
			tx,
			who,
			{ type: 'unit.changed', subject: `unit:${after.id}`, scope, payload },
			actId
		);
	});
}

type Row = Awaited<ReturnType<typeof find>>;

async function find(tx: Tx, id: string) {
	const [found] = await tx
		.select({
			id: unit.id,
			kind: unit.kind,
			code: unit.code,
			agency: unit.agency,
			name: unit.name,
			nameEn: unit.nameEn,
			shortName: unit.shortName,
			parentId: unit.parentId,
			path: unit.path,
			validFrom: unit.validFrom,
			validTo: unit.validTo,
			centre: unit.centre
		})
		.from(unit)
		.where(eq(unit.id, id));
	return found ?? null;
}

function wordsOf({ path: _path, ...words }: NonNullable<Row>): Omit<UnitEdit, 'actId'> {
	return words;
}

function refuse(field: string, sentence: string): never {
	throw new Failure('invalid', sentence, { fields: { [field]: sentence } });
}

async function refuseTakenCode(tx: Tx, { id, code }: Pick<UnitEdit, 'id' | 'code'>) {
	if (code === null) return;
	const [taken] = await tx
		.select({ name: unit.name })
		.from(unit)
		.where(and(eq(unit.code, code), ne(unit.id, id)));
	if (!taken) return;
	const sentence = m.unit_code_taken({ name: taken.name });
	throw new Failure('conflict', sentence, { fields: { code: sentence } });
}

/** Nobody may be left hanging under a unit that is no more. */
async function refuseClosing(tx: Tx, id: string) {
	const [below] = await tx
		.select({ name: unit.name })
		.from(unit)
		.where(and(eq(unit.parentId, id), isNull(unit.validTo)))
		.limit(1);
	if (!below) return;
	const sentence = m.unit_has_units_below({ name: below.name });
	throw new Failure('conflict', sentence, { fields: { validTo: sentence } });
}

async function keepFormer(tx: Tx, before: NonNullable<Row>, validTo: string) {
	const { id, code, name, parentId, validFrom } = before;
	await tx
		.insert(formerUnit)
		.values({ id: uuidv7(), unitId: id, code, name, parentId, validFrom, validTo });
}
