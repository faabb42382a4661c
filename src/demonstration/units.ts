import { agencies, agencyUnit } from './agencies.ts';
import {
	codeSince,
	governments,
	kindOfCode,
	KNOWN_SINCE,
	parentCode,
	zone,
	type Government
} from './governments.ts';
import type { Agency, UnitKind } from '#lib/features/unit/schema.ts';
import type { LonLat } from '#lib/geo.ts';

export type UnitRow = {
	id: string;
	kind: UnitKind;
	code: string | null;
	agency: Agency | null;
	name: string;
	nameEn: string;
	shortName: string;
	parentId: string | null;
	path: string[];
	validFrom: string;
	centre: LonLat | null;
};

/** All units of the demonstration, without boundaries: 70 governments, 长白山管委会, and 11 agencies at each of 10 desks. */
export function unitRows(): UnitRow[] {
	return [
		...governments.map(governmentRow),
		zoneRow(),
		...governments
			.filter(({ code }) => kindOfCode(code) !== 'county')
			.flatMap((government) => agencies.map((agency) => agencyRow(government, agency)))
	];
}

function governmentRow({ code, name, nameEn, shortName, lon, lat }: Government): UnitRow {
	return {
		id: code,
		kind: kindOfCode(code),
		code,
		agency: null,
		name,
		nameEn,
		shortName,
		parentId: parentCode(code),
		path: pathOf(code),
		validFrom: codeSince[code] ?? KNOWN_SINCE,
		centre: { lon, lat }
	};
}

function zoneRow(): UnitRow {
	const { id, name, nameEn, shortName, validFrom, lon, lat } = zone;
	return {
		...{ id, kind: 'zone', name, nameEn, shortName, validFrom },
		...{ code: null, agency: null, parentId: '220000', path: [id, '220000'] },
		centre: { lon, lat }
	};
}

/** An agency stands at its government's seat. */
function agencyRow(of: Government, agency: Agency): UnitRow {
	return {
		...agencyUnit(of, agency),
		kind: 'agency',
		code: null,
		path: [`${of.code}-${agency}`, ...pathOf(of.code)],
		validFrom: KNOWN_SINCE,
		centre: { lon: of.lon, lat: of.lat }
	};
}

function pathOf(code: string): string[] {
	const parent = parentCode(code);
	return parent === null ? [code] : [code, ...pathOf(parent)];
}
