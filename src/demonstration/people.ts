import { v5 as uuidv5 } from 'uuid';
import type { Role } from '#lib/who.ts';
import { agencies, agencyUnit } from './agencies.ts';
import { governments, kindOfCode, zone, type Government } from './governments.ts';
import { fictionalName } from './names.ts';

/** The one password of all demonstration accounts. Never valid outside a demonstration database. */
export const DEMO_PASSWORD = 'Fengsui-2026';

/** Makes the ids of demonstration rows, so that seeding twice is seeding once. */
export const DEMO_NAMESPACE = '6f1d0c5e-7a52-4b0e-9d1f-2f6a1b3c4d5e';

export type DemoPerson = {
	id: string;
	unitId: string;
	name: string;
	post: string;
	phone: string | null;
	mobile: string | null;
	username: string;
	roles: Role[];
};

type Desk = { unitId: string; slug: string };
/** End of the user name, post, role. */
type Seat = [string, string, Role];

const provinceSeats: Seat[] = [
	['zhuban', '总值班室主班', 'dutyOfficer'],
	['zhuban2', '总值班室主班', 'dutyOfficer'],
	['zhuban3', '总值班室主班', 'dutyOfficer'],
	['fuban', '总值班室副班', 'deputy'],
	['fuban2', '总值班室副班', 'deputy'],
	['daiban', '带班领导', 'dutyLeader'],
	['daiban2', '带班领导', 'dutyLeader'],
	['yuan', '预案管理员', 'planner'],
	['zhuanjia', '应急专家组专家', 'expert'],
	['xitong', '系统管理员', 'systemAdmin'],
	['anquan', '安全管理员', 'securityAdmin'],
	['shenji', '审计管理员', 'auditAdmin'],
	['daping', '值班大屏', 'screen']
];

const citySeats: Seat[] = [
	['zhuban', '总值班室主班', 'dutyOfficer'],
	['zhuban2', '总值班室主班', 'dutyOfficer'],
	['fuban', '总值班室副班', 'deputy'],
	['daiban', '带班领导', 'dutyLeader'],
	['daiban2', '带班领导', 'dutyLeader'],
	['daping', '值班大屏', 'screen']
];

const countySeats: Seat[] = [
	['baosong', '值班室报送员', 'reporter'],
	['zhuban', '值班室主班', 'dutyOfficer'],
	['zhuban2', '值班室主班', 'dutyOfficer'],
	['daiban', '带班领导', 'dutyLeader']
];

const seatsOf = { province: provinceSeats, city: citySeats, county: countySeats };

/**
 * Everybody of the demonstration. The names are made up, and the telephone numbers cannot exist (no Chinese
 * number begins with 0 after the area code, no mobile with 100), so that nobody real is ever called.
 */
export const people: DemoPerson[] = [
	...governments.flatMap((government) => seats(government, seatsOf[kindOfCode(government.code)])),
	...desk({ unitId: zone.id, slug: zone.slug }, countySeats),
	...liaisons()
].map((person, i) => ({
	...person,
	id: demoId(person.username),
	name: person.roles.includes('screen') ? person.name : fictionalName(i, person.unitId),
	post: `${person.post}（演示）`,
	phone: `0431-0${String(i).padStart(6, '0')}`,
	mobile: person.roles.includes('screen') ? null : `100${String(i).padStart(8, '0')}`
}));

export function demoId(name: string): string {
	return uuidv5(name, DEMO_NAMESPACE);
}

type Unnamed = Pick<DemoPerson, 'unitId' | 'name' | 'post' | 'username' | 'roles'>;

function seats({ code, slug, shortName }: Government, list: Seat[]): Unnamed[] {
	return desk({ unitId: code, slug }, list, shortName);
}

function desk({ unitId, slug }: Desk, list: Seat[], place = ''): Unnamed[] {
	return list.map(([end, post, role]) => ({
		unitId,
		username: `${slug}.${end}`,
		name: `${place}${post}`,
		post,
		roles: [role]
	}));
}

/** One for each agency of the province. */
function liaisons(): Unnamed[] {
	const [province] = governments;
	if (!province) return [];
	return agencies.map((agency) => {
		const { id, name } = agencyUnit(province, agency);
		const post = '部门联络员';
		return { unitId: id, username: `sheng.${agency}`, name, post, roles: ['liaison'] };
	});
}
