import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import type { ActivationState, FilledRole } from './activation-schema.ts';

/** Why nobody fills the role; empty where somebody does. */
export function uncoveredText({ why, unitName, personName }: FilledRole): string {
	switch (why) {
		case null:
			return '';
		case 'noFiller':
			return m.plan_why_noFiller();
		case 'noUnit':
			return m.plan_why_noUnit();
		case 'nobodyOnDuty':
			return m.plan_why_nobodyOnDuty({ unit: unitText(unitName) });
		case 'left':
			return m.plan_why_left({ name: personName });
	}
}

export const responseStates: Record<ActivationState, () => string> = {
	active: m.plan_state_active,
	undone: m.plan_state_undone,
	ended: m.plan_state_ended
};
