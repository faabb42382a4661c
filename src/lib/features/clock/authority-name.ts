import { unitText } from '#lib/features/unit/names.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Authority } from '../reporting-rule/schema.ts';

const names: Record<Authority, () => string> = {
	city: m.clock_authority_city,
	province: m.clock_authority_province,
	state: m.clock_authority_state
};

/** What an authority beyond this node is called, in the reader's language. */
export const authorityBeyond = (to: Authority) => names[to]();

/** Whom a clock names. A journal line keeps the words of its writer's language; this has the reader's. */
export const authorityOf = (clock: { to: Authority; toUnitId: string | null; toName: string }) =>
	clock.toUnitId === null ? authorityBeyond(clock.to) : unitText(clock.toName);
