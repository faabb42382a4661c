import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { UnitEdit, type Agency, type UnitFull, type UnitKind } from './schema.ts';

/** What stands in the form: texts as typed, empty where there is nothing. */
export type UnitFormFields = {
	id: string;
	kind: UnitKind;
	code: string;
	agency: Agency | null;
	name: string;
	nameEn: string;
	shortName: string;
	parentId: string | null;
	validFrom: string;
	validTo: string;
	/** `126.498, 43.673` */
	centre: string;
};

/** The form's beginning: the unit as it is, or an empty agency from today on. */
export function formOf(unit: UnitFull | null): UnitFormFields {
	if (!unit) {
		const today = new Date().toISOString().slice(0, 10);
		const nothing = {
			id: '',
			code: '',
			name: '',
			nameEn: '',
			shortName: '',
			validTo: '',
			centre: ''
		};
		return { ...nothing, kind: 'agency', agency: null, parentId: null, validFrom: today };
	}
	const { code, validTo, centre, path: _path, ...same } = unit;
	return {
		...same,
		code: code ?? '',
		validTo: validTo ?? '',
		centre: centre ? `${centre.lon}, ${centre.lat}` : ''
	};
}

/** The edit as typed, or the sentences beside the fields that cannot be read. */
export function editFrom(form: UnitFormFields): {
	edit: Omit<UnitEdit, 'actId'> | null;
	fields: FieldErrors;
} {
	const isAgency = form.kind === 'agency';
	const centre = readPoint(form.centre);
	const read = UnitEdit.omit({ actId: true }).safeParse({
		...form,
		code: isAgency || form.code.trim() === '' ? null : form.code.trim(),
		agency: isAgency ? form.agency : null,
		validTo: form.validTo === '' ? null : form.validTo,
		centre: centre === 'wrong' ? null : centre
	});
	const fields: FieldErrors = centre === 'wrong' ? { centre: m.unit_centre_wrong() } : {};
	for (const { path, message } of read.error?.issues ?? []) fields[String(path[0])] ??= message;
	return { edit: read.success && centre !== 'wrong' ? read.data : null, fields };
}

/** `126.498, 43.673`, also with a Chinese comma or only a space. */
function readPoint(text: string): { lon: number; lat: number } | null | 'wrong' {
	if (text.trim() === '') return null;
	const [lon, lat, ...more] = text
		.trim()
		.split(/[\s,，、]+/)
		.map(Number);
	if (lon === undefined || lat === undefined || more.length > 0) return 'wrong';
	return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : 'wrong';
}
