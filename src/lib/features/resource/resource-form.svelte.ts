import { v7 as uuidv7 } from 'uuid';
import type { FieldErrors } from '#lib/errors.ts';
import type { LonLat, Shape } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import { subKindsOf } from './codes.ts';
import { fieldProblems } from './rules.ts';
import {
	ResourceEdit,
	type ResourceCard,
	type ResourceKind,
	type ResourceState
} from './schema.ts';

/** What is being entered or changed. The version is the one that was on the screen when the editing began. */
export class ResourceForm {
	readonly id: string;
	readonly isNew: boolean;
	kind = $state<ResourceKind>('team');
	code = $state('');
	name = $state('');
	unitId = $state('');
	/** "126.4981, 43.6732" */
	place = $state('');
	address = $state('');
	contact = $state('');
	phone = $state('');
	quantity = $state<number | null>(null);
	measure = $state('');
	capacity = $state<number | null>(null);
	state = $state<ResourceState>('available');
	note = $state('');
	validUntil = $state('');
	version: number;
	#shape: Shape | null;

	constructor(card: ResourceCard | null, unitId: string) {
		this.id = card?.id ?? uuidv7();
		this.isNew = card === null;
		this.version = card?.version ?? 0;
		this.#shape = card?.shape ?? null;
		this.unitId = card?.unitId ?? unitId;
		if (card) this.take(card);
		else this.chooseKind('team');
	}

	/** The fields as `card` has them. */
	take(card: ResourceCard) {
		this.kind = card.kind;
		this.code = card.code;
		this.name = card.name;
		this.place = placeText(card.at);
		this.address = card.address;
		this.contact = card.contact;
		this.phone = card.phone;
		this.quantity = card.quantity;
		this.measure = card.measure;
		this.capacity = card.capacity;
		this.state = card.state;
		this.note = card.note;
		this.validUntil = card.validUntil ?? '';
	}

	/** Another category has other types; a measure that was only offered goes with the type. */
	chooseKind(kind: ResourceKind) {
		this.kind = kind;
		this.chooseCode(subKindsOf(kind)[0]?.code ?? '');
	}

	chooseCode(code: string) {
		const offered = subKindsOf(this.kind).find((each) => each.code === code)?.measure ?? '';
		this.code = code;
		if (this.quantity === null) this.measure = offered;
	}

	get at(): LonLat | null {
		const [lon, lat, more] = this.place
			.normalize('NFKC')
			.split(/[,，\s]+/)
			.filter(Boolean);
		if (lon === undefined || lat === undefined || more !== undefined) return null;
		const at = { lon: Number(lon), lat: Number(lat) };
		return Math.abs(at.lon) <= 180 && Math.abs(at.lat) <= 90 ? at : null;
	}

	putAt(at: LonLat) {
		this.place = placeText(at);
	}

	/** What to send, or the sentences beside the fields that say why not. */
	read(): { edit: Omit<ResourceEdit, 'actId'> | null; fields: FieldErrors } {
		const parsed = ResourceEdit.omit({ actId: true }).safeParse({
			...{ id: this.id, version: this.version, kind: this.kind },
			...{ code: this.code, name: this.name, unitId: this.unitId, shape: this.#shape },
			at: this.at ?? {},
			...{ address: this.address, contact: this.contact, phone: this.phone },
			...{ quantity: this.quantity, measure: this.measure, capacity: this.capacity },
			...{ state: this.state, note: this.note, validUntil: this.validUntil || null }
		});
		if (parsed.success) {
			const fields = fieldProblems(parsed.data);
			return { edit: Object.keys(fields).length === 0 ? parsed.data : null, fields };
		}
		const fields = Object.fromEntries(
			parsed.error.issues.map(({ path, message }) => [String(path[0]), message])
		);
		return { edit: null, fields: fields['at'] ? { ...fields, at: m.resource_at_wrong() } : fields };
	}
}

const placeText = ({ lon, lat }: LonLat) => `${lon}, ${lat}`;
