import { and, eq, isNull } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import { arrangeRoom } from './arranging.server.ts';
import { cardNow } from './cards.server.ts';
import { controls, type Control, type ControlRoom, type RoomNow } from './controls.ts';
import type { ConsultationEvent } from './events.ts';
import { holdAsChair, renew, type Held } from './holding.server.ts';
import type { ConsultationCard } from './schema.ts';
import { visibleCard } from './visible.server.ts';
import { attendance, consultation, consultationUnit } from './tables.server.ts';
import { consultationPermissions } from './permissions.ts';

/**
 * One act of the chair on the room: written first, with its line, then carried out. Where the media server does not
 * answer, the act stands and is refused as `unavailable`: the same act may be sent again, and the room is
 * arranged when the server is back (CN8).
 */
export async function controlRoom(db: Db, who: Who, input: ControlRoom): Promise<ConsultationCard> {
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const { actId, id, control: asked } = input;
	// Each control decides on what the same control asks; over a union TypeScript cannot see that.
	const { type, decide } = controls[asked.kind] as Control<typeof asked.kind>;
	const request = {
		...{ kind: 'consultation.control', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	const now = await act(db, request, async (tx) => {
		const held = await holdAsChair(tx, who, id);
		const decided = await decide(asked, await roomNow(tx, held));
		if (!decided) return await cardNow(tx, id);
		await tx.update(consultation).set({ rules: decided.rules }).where(eq(consultation.id, id));
		const { card, scope } = await renew(tx, id);
		const line = { type, subject: `consultation:${id}`, scope, payload: { card, ...decided.says } };
		// `controls` pairs the type with what the line says.
		await record<ConsultationEvent>(tx, who, line as ConsultationEvent, actId);
		return card;
	});
	await arrangeRoom(db, id);
	return now;
}

async function roomNow(tx: Tx, { id, rules }: Held): Promise<RoomNow> {
	const { chair } = await cardNow(tx, id);
	return {
		rules,
		chairName: chair.name,
		person: (personId) => personHere(tx, id, personId),
		unit: (unitId) => unitHere(tx, id, unitId),
		presentOf: async (unitId) => {
			const present = await tx
				.select({ personId: attendance.personId })
				.from(attendance)
				.where(
					and(
						eq(attendance.consultationId, id),
						eq(attendance.unitId, unitId),
						isNull(attendance.leftAt)
					)
				);
			return present.map(({ personId }) => personId);
		}
	};
}

/** Somebody of a unit that was called; the chair's own people may never have come. */
async function personHere(tx: Tx, id: string, personId: string) {
	const [found] = await tx
		.select({
			personId: person.id,
			name: person.name,
			unitId: person.unitId,
			unitName: unit.name,
			roles: person.roles
		})
		.from(person)
		.innerJoin(unit, eq(unit.id, person.unitId))
		.innerJoin(
			consultationUnit,
			and(eq(consultationUnit.unitId, unit.id), eq(consultationUnit.consultationId, id))
		)
		.where(eq(person.id, personId));
	if (!found) throw new Failure('not_found', m.consultation_person_not_here());
	return found;
}

async function unitHere(tx: Tx, id: string, unitId: string) {
	const [found] = await tx
		.select({ unitId: unit.id, unitName: unit.name })
		.from(consultationUnit)
		.innerJoin(unit, eq(unit.id, consultationUnit.unitId))
		.where(and(eq(consultationUnit.consultationId, id), eq(consultationUnit.unitId, unitId)));
	if (!found) throw new Failure('not_found', m.consultation_unit_not_here());
	return found;
}
