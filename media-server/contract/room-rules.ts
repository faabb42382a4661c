import { z } from 'zod';

const personId = z.string().min(1).max(64);
const unitId = z.string().min(1).max(64);

/**
 * What holds in one room: one state, declared whole by the app. The database's row, the media room and every
 * page have a copy of it, and what follows from it is told in one place, `room-law.ts`. A new field has a default,
 * so that rooms that are older than it need no migration.
 */
export const RoomRules = z.object({
	/** Is always heard and cannot be sent out. */
	chair: z.object({ personId, unitId }),
	/** Only the chair and the unit that has the floor are heard. */
	isMutedAll: z.boolean().default(false),
	/** Persons whom the chair silenced one by one. */
	mutedIds: z.array(personId).default([]),
	/** The unit that has the floor. */
	floorUnitId: unitId.nullable().default(null),
	/** Persons whom the chair sent out. */
	removedIds: z.array(personId).default([])
});
export type RoomRules = z.infer<typeof RoomRules>;
