import { z } from 'zod';
import { Failure } from '#lib/errors.ts';
import { ActId, Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Role } from '#lib/who.ts';
import type { RoomRules } from '../../../../media-server/contract/room-rules.ts';
import { may } from './permissions.ts';
import { unitText } from '../unit/names.ts';
import { UnitId } from '../unit/schema.ts';
import type { ConsultationCard } from './schema.ts';

/**
 * What the chair does with the room. A control is a member of this union and an entry of `controls`; where it needs
 * one, a field of `RoomRules` and its law (media-server/contract); and a button.
 */
export const ChairControl = z.discriminatedUnion('kind', [
	/** Silences one person, or lets them be heard again. */
	z.object({ kind: z.literal('mute'), personId: Id, isMuted: z.boolean() }),
	z.object({ kind: z.literal('muteAll'), isMuted: z.boolean() }),
	/** Null takes the floor back. */
	z.object({ kind: z.literal('giveFloor'), unitId: UnitId.nullable() }),
	/** Sends somebody out; they get no ticket until they are let in again. */
	z.object({ kind: z.literal('remove'), personId: Id, isRemoved: z.boolean() }),
	z.object({ kind: z.literal('handOver'), personId: Id })
]);
export type ChairControl = z.infer<typeof ChairControl>;

export const ControlRoom = z.object({ actId: ActId, id: Id, control: ChairControl });
export type ControlRoom = z.infer<typeof ControlRoom>;

type Kind = ChairControl['kind'];
type Unit = { unitId: string; unitName: string };
type Person = Unit & { personId: string; name: string };

/** By control: the type of its line in the journal, and what the line says besides the card. */
type Lines = {
	mute: { type: 'consultation.muted'; says: { person: Person; isMuted: boolean } };
	muteAll: { type: 'consultation.mutedAll'; says: { isMuted: boolean } };
	giveFloor: { type: 'consultation.floorGiven'; says: { unit: Unit | null } };
	remove: { type: 'consultation.removed'; says: { person: Person; isRemoved: boolean } };
	handOver: { type: 'consultation.chairHandedOver'; says: { from: string } };
};
export type ControlLines = {
	[K in Kind as Lines[K]['type']]: { card: ConsultationCard } & Lines[K]['says'];
};

/** The room as a control finds it. Asking for somebody who takes no part is refused as `not_found`. */
export interface RoomNow {
	rules: RoomRules;
	/** Of the person who has the chair. */
	chairName: string;
	/** Somebody of a unit that was called, in the room or not. */
	person: (personId: string) => Promise<Person & { roles: Role[] }>;
	/** A unit that was called. */
	unit: (unitId: string) => Promise<Unit>;
	/** Persons of this unit who are in the room now. */
	presentOf: (unitId: string) => Promise<string[]>;
}

export type Decided<K extends Kind> = { rules: RoomRules; says: Lines[K]['says'] };

export interface Control<K extends Kind> {
	type: Lines[K]['type'];
	/** The rules after it and what its line says; null where all is so already. Refuses what may not be. */
	decide: (asked: Extract<ChairControl, { kind: K }>, room: RoomNow) => Promise<Decided<K> | null>;
	/** The line's sentence. `name`: who did it. */
	sentence: (payload: ControlLines[Lines[K]['type']], name: string) => string;
	/** What kind of act it is, for the auditor. */
	auditName: () => string;
}

export const controls: { [K in Kind]: Control<K> } = {
	mute: {
		type: 'consultation.muted',
		decide: async ({ personId, isMuted }, { rules, person }) => {
			const { roles: _, ...named } = await person(personId);
			if (isMuted && personId === rules.chair.personId)
				throw new Failure('conflict', m.consultation_chair_not_muted());
			if (rules.mutedIds.includes(personId) === isMuted) return null;
			const mutedIds = changed(rules.mutedIds, personId, isMuted);
			return { rules: { ...rules, mutedIds }, says: { person: named, isMuted } };
		},
		sentence: ({ person, isMuted }, name) =>
			(isMuted ? m.consultation_line_muted : m.consultation_line_unmuted)(about(person, name)),
		auditName: m.consultation_audit_muted
	},
	muteAll: {
		type: 'consultation.mutedAll',
		// Lifting it lifts what was muted one by one as well.
		decide: async ({ isMuted }, { rules }) => {
			if (rules.isMutedAll === isMuted && (isMuted || rules.mutedIds.length === 0)) return null;
			const mutedIds = isMuted ? rules.mutedIds : [];
			return { rules: { ...rules, isMutedAll: isMuted, mutedIds }, says: { isMuted } };
		},
		sentence: ({ isMuted }, name) =>
			isMuted ? m.consultation_line_muted_all({ name }) : m.consultation_line_unmuted_all({ name }),
		auditName: m.consultation_audit_muted_all
	},
	giveFloor: {
		type: 'consultation.floorGiven',
		// Who has the floor is heard: what was muted one by one in that unit is lifted.
		decide: async ({ unitId }, { rules, unit, presentOf }) => {
			if (rules.floorUnitId === unitId) return null;
			const named = unitId === null ? null : await unit(unitId);
			const heard = unitId === null ? [] : await presentOf(unitId);
			const mutedIds = rules.mutedIds.filter((one) => !heard.includes(one));
			return { rules: { ...rules, floorUnitId: unitId, mutedIds }, says: { unit: named } };
		},
		sentence: ({ unit }, name) =>
			unit
				? m.consultation_line_floor({ name, unit: unitText(unit.unitName) })
				: m.consultation_line_floor_taken({ name }),
		auditName: m.consultation_audit_floor
	},
	remove: {
		type: 'consultation.removed',
		decide: async ({ personId, isRemoved }, { rules, person }) => {
			const { roles: _, ...named } = await person(personId);
			if (isRemoved && personId === rules.chair.personId)
				throw new Failure('conflict', m.consultation_chair_not_removed());
			if (rules.removedIds.includes(personId) === isRemoved) return null;
			const removedIds = changed(rules.removedIds, personId, isRemoved);
			return { rules: { ...rules, removedIds }, says: { person: named, isRemoved } };
		},
		sentence: ({ person, isRemoved }, name) =>
			(isRemoved ? m.consultation_line_removed : m.consultation_line_readmitted)(
				about(person, name)
			),
		auditName: m.consultation_audit_removed
	},
	handOver: {
		type: 'consultation.chairHandedOver',
		// The duty of the new chair's unit acts for them from then on.
		decide: async ({ personId }, { rules, chairName, person }) => {
			if (personId === rules.chair.personId) return null;
			const { unitId, roles } = await person(personId);
			const session = { kind: 'session' as const, sessionId: '' };
			if (!may({ roles, unitId, via: session }, 'consultation.chair', [unitId]))
				throw new Failure('conflict', m.consultation_chair_not_able());
			const mutedIds = changed(rules.mutedIds, personId, false);
			const removedIds = changed(rules.removedIds, personId, false);
			const chair = { personId, unitId };
			return { rules: { ...rules, chair, mutedIds, removedIds }, says: { from: chairName } };
		},
		sentence: ({ card: { chair }, from }, name) =>
			m.consultation_line_chair({ from, ...about(chair, name) }),
		auditName: m.consultation_audit_chair
	}
};

const changed = (ids: string[], id: string, isIn: boolean) =>
	isIn ? [...ids, id] : ids.filter((one) => one !== id);

const about = (person: { name: string; unitName: string }, name: string) => ({
	name,
	person: person.name,
	unit: unitText(person.unitName)
});
