import { v7 as uuidv7 } from 'uuid';
import { resource } from '#lib/features/resource/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import type { LonLat } from '#lib/geo.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { JILIN, JILIN_CITY, YONGJI } from '../support/person.ts';

export const resourcesOf = (db: Db, who: Who | null) => callerFor({ db, who }).resource;

type Given = Partial<typeof resource.$inferInsert> & { name: string; at: LonLat };

/** A row as the doors would have left it: 永吉's school on its own ground, or what `given` makes of it. */
export function resourceRow(given: Given): typeof resource.$inferInsert {
	return {
		id: uuidv7(),
		kind: 'protectedSite',
		code: '31B06',
		unitId: YONGJI,
		placeUnitId: YONGJI,
		address: '',
		contact: '',
		phone: '',
		measure: '',
		state: 'available',
		note: '',
		changedByName: '测试',
		origin: 'test',
		scope: [YONGJI, JILIN_CITY, JILIN],
		...given
	};
}
