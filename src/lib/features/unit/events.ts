import type { UnitEdit } from './schema.ts';

export type UnitEvent = {
	type: 'unit.changed';
	subject: `unit:${string}`;
	scope: string[];
	payload: { before: Omit<UnitEdit, 'actId'> | null; after: Omit<UnitEdit, 'actId'> };
};
