import { isEventOf } from '#lib/event.ts';
import type { ClockCard } from './schema.ts';

type ClockPayload = {
	'clock.started': { clocks: ClockCard[] };
	'clock.stopped': { clocks: ClockCard[] };
	/** The instant it counts from was corrected, its matter was renamed, joined an incident or is seen by more units. */
	'clock.changed': { clocks: ClockCard[] };
};

export type ClockEvent = {
	[T in keyof ClockPayload]: {
		type: T;
		/** The matter: the incident, or the report thread while there is none. */
		subject: `incident:${string}` | `report:${string}`;
		scope: string[];
		payload: ClockPayload[T];
	};
}[keyof ClockPayload];

export const isClockEvent = isEventOf<ClockEvent>('clock');
