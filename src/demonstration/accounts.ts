import { governments, zone } from './governments.ts';
import { agencyUnit, agencies } from './agencies.ts';
import { DEMO_PASSWORD, people } from './people.ts';

export type DemoAccount = {
	username: string;
	password: string;
	name: string;
	role: string;
	unit: string;
};

/** One of each kind, told at the end of a start. The others follow the same pattern (src/demonstration/people.ts). */
const told = [
	'sheng.zhuban',
	'sheng.fuban',
	'sheng.daiban',
	'sheng.daping',
	'jilin.zhuban',
	'jilin.daping',
	'yanbian.zhuban',
	'yongji.baosong',
	'yongji.zhuban',
	'dunhua.baosong',
	'sheng.yuan',
	'sheng.zhuanjia',
	'sheng.shuili',
	'sheng.xitong',
	'sheng.anquan',
	'sheng.shenji'
];

export const demoAccounts: DemoAccount[] = told.flatMap((username) =>
	people
		.filter((person) => person.username === username)
		.map(({ name, post, unitId }) => ({
			username,
			password: DEMO_PASSWORD,
			name,
			role: post.replace('（演示）', ''),
			unit: unitName(unitId)
		}))
);

function unitName(id: string): string {
	if (id === zone.id) return zone.name;
	const government = governments.find(({ code }) => code === id.slice(0, 6));
	if (!government) return id;
	const agency = agencies.find((each) => id === `${government.code}-${each}`);
	return agency ? agencyUnit(government, agency).name : government.name;
}
