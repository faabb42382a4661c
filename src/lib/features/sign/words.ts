import { m } from '#lib/paraglide/messages.js';
import type { SignFamily } from './rules.ts';
import type { SignCode } from './schema.ts';

/** The names that GB/T 35649-2017 gives the signs. */
const names: Record<SignCode, () => string> = {
	A1: m.sign_a1,
	A10400: m.sign_a10400,
	A2: m.sign_a2,
	A3: m.sign_a3,
	A4: m.sign_a4,
	B: m.sign_b,
	C: m.sign_c,
	D1: m.sign_d1,
	D2: m.sign_d2,
	D3: m.sign_d3,
	D4: m.sign_d4,
	D5: m.sign_d5,
	D6: m.sign_d6,
	E10100: m.sign_e10100,
	E2: m.sign_e2,
	E3: m.sign_e3,
	E30200: m.sign_e30200,
	F10100: m.sign_f10100,
	F10200: m.sign_f10200,
	F10300: m.sign_f10300,
	free: m.sign_free
};

export const signName = (code: SignCode) => names[code]();

export const familyNames: Record<SignFamily, () => string> = {
	event: m.sign_family_event,
	hazard: m.sign_family_hazard,
	target: m.sign_family_target,
	resource: m.sign_family_resource,
	line: m.sign_family_line,
	area: m.sign_family_area,
	free: m.sign_family_free
};
