import { isEventOf } from '#lib/event.ts';
import type { WarningCard } from './schema.ts';

/** `card` is that of the line's subject. `replaced`: what the message ended, as it is now. */
type WarningPayload = {
	'warning.issued': { card: WarningCard };
	'warning.updated': { card: WarningCard; replaced: WarningCard[] };
	/** Also where an update says that the danger is over. */
	'warning.cancelled': { card: WarningCard; replaced: WarningCard[] };
};

export type WarningEvent = {
	[T in keyof WarningPayload]: {
		type: T;
		subject: `warning:${string}`;
		scope: string[];
		payload: WarningPayload[T];
	};
}[keyof WarningPayload];

export const isWarningEvent = isEventOf<WarningEvent>('warning');
