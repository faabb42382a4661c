import { isEventOf } from '#lib/event.ts';
import type { ShiftEdit } from './schema.ts';

export type ShiftEvent = {
	type: 'shift.changed';
	subject: `shift:${string}`;
	scope: string[];
	payload: Omit<ShiftEdit, 'actId' | 'startsAt' | 'endsAt'> & {
		startsAt: string;
		endsAt: string;
		name: string;
	};
};

export const isShiftEvent = isEventOf<ShiftEvent>('shift');
