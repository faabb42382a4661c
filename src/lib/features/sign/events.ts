import { isEventOf } from '#lib/event.ts';
import type { SignCard } from './schema.ts';

/** `card` is the sign as it is after the act. */
export type SignEvent = {
	type: 'sign.drawn' | 'sign.changed' | 'sign.removed';
	subject: `sign:${string}`;
	scope: string[];
	payload: { card: SignCard };
};

export const isSignEvent = isEventOf<SignEvent>('sign');
