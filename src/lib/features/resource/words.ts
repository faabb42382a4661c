import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { unitText } from '../unit/names.ts';
import { subKindOf } from './codes.ts';
import type { ResourceCard, ResourceFields, ResourceKind, ResourceState } from './schema.ts';

export const kindNames: Record<ResourceKind, () => string> = {
	team: m.resource_kind_team,
	supply: m.resource_kind_supply,
	equipment: m.resource_kind_equipment,
	shelter: m.resource_kind_shelter,
	hospital: m.resource_kind_hospital,
	protectedSite: m.resource_kind_protected_site,
	hazard: m.resource_kind_hazard
};

/** One character for a badge. */
export const kindLetters: Record<ResourceKind, () => string> = {
	team: m.resource_letter_team,
	supply: m.resource_letter_supply,
	equipment: m.resource_letter_equipment,
	shelter: m.resource_letter_shelter,
	hospital: m.resource_letter_hospital,
	protectedSite: m.resource_letter_protected_site,
	hazard: m.resource_letter_hazard
};

export const stateNames: Record<ResourceState, () => string> = {
	available: m.resource_state_available,
	committed: m.resource_state_committed,
	released: m.resource_state_released,
	outOfService: m.resource_state_out_of_service
};

/** What each field is called, on the form and as the column of a file. */
export const fieldTitles: Record<keyof ResourceFields, () => string> = {
	kind: m.resource_field_kind,
	code: m.resource_field_code,
	name: m.resource_field_name,
	unitId: m.resource_field_unit,
	at: m.resource_field_at,
	shape: m.resource_field_shape,
	address: m.resource_field_address,
	contact: m.resource_field_contact,
	phone: m.resource_field_phone,
	quantity: m.resource_field_quantity,
	measure: m.resource_field_measure,
	capacity: m.resource_field_capacity,
	state: m.resource_field_state,
	note: m.resource_field_note,
	validUntil: m.resource_field_valid_until
};

/** The sub-kind in the reader's language; the code itself where it is not one of ours. */
export function codeName(kind: ResourceKind, code: string): string {
	const found = subKindOf(kind, code);
	if (!found) return code;
	return getLocale() === 'en' ? found.nameEn : found.name;
}

/** "120 顶 · 容纳 600 人": how much there is of it; empty where nothing is known. */
export function amountText({
	quantity,
	measure,
	capacity,
	kind
}: Pick<ResourceCard, 'quantity' | 'measure' | 'capacity' | 'kind'>): string {
	const number = new Intl.NumberFormat(getLocale());
	const parts: string[] = [];
	if (quantity !== null) parts.push(`${number.format(quantity)} ${measure}`.trim());
	if (capacity !== null) parts.push(capacityText(kind, capacity));
	return parts.join(' · ');
}

/** How many people, or how many beds. */
export function capacityText(kind: ResourceKind, capacity: number): string {
	const count = new Intl.NumberFormat(getLocale()).format(capacity);
	return kind === 'hospital' ? m.resource_beds({ count }) : m.resource_holds({ count });
}

/** A field's value as a sentence about two editors says it. */
export function valueText(
	card: ResourceFields & { unitName: string },
	field: keyof ResourceFields
) {
	switch (field) {
		case 'kind':
			return kindNames[card.kind]();
		case 'code':
			return codeName(card.kind, card.code);
		case 'unitId':
			return unitText(card.unitName);
		case 'state':
			return stateNames[card.state]();
		case 'at':
			return `${card.at.lon}, ${card.at.lat}`;
		case 'shape':
			return card.shape ? m.resource_shape_given() : m.resource_nothing();
		default: {
			const value = card[field];
			return value === null || value === '' ? m.resource_nothing() : String(value);
		}
	}
}
