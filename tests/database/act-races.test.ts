import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerFor } from '#lib/features/list.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, seedSmallTree, testPerson, YONGJI } from '../support/person.ts';
import { someText } from './report-support.ts';

const db = await testDatabase();
let as: ReturnType<typeof callerFor>;
beforeAll(async () => {
	await seedSmallTree(db);
	const who: Who = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] });
	as = callerFor({ db, who });
});

const sourceDocument = '吉政办测〔2026〕1号';
const person = (username: string) => ({
	...{ actId: uuidv7(), id: uuidv7(), unitId: YONGJI, name: '张新', post: '' },
	...{ phone: null, mobile: null, username }
});
const code = () => ({
	...{ actId: uuidv7(), code: '50000', basedOn: null, numericCode: null, name: '其他' },
	...{ nameEn: null, sensitive: false, sourceDocument }
});
const threshold = () => ({
	...{ actId: uuidv7(), key: 'own.dead', basedOn: null, classPrefix: '11', exceptPrefixes: [] },
	...{ measure: 'dead' as const, atLeast: 3, level: 3 as const, sourceDocument }
});
const rule = () => ({
	...{ actId: uuidv7(), key: 'own.rule', basedOn: null, name: '县报市', classPrefix: '' },
	...{ levels: [1 as const], sensitive: false, from: 'county' as const, to: 'city' as const },
	...{ channel: 'written' as const, kind: 'first' as const, minutes: 60, fixedTimes: [] },
	...{ startsAt: 'received' as const, inForce: true, sourceDocument }
});

describe('two at once who make the same: one is done, the other hears what is taken', () => {
	test.each([
		['[PE4] a user name', 'username', () => as.person.save(person('zhang.xin'))],
		['[EC6] an event code', 'code', () => as.eventClass.edit(code())],
		['[EC6] a threshold', 'key', () => as.eventClass.editThreshold(threshold())],
		['[RR9] a reporting rule', 'key', () => as.reportingRule.edit(rule())]
	])('%s', async (_name, field, make) => {
		const ended = await Promise.allSettled(Array.from({ length: 6 }, async () => make()));
		const refused = ended.filter(({ status }) => status === 'rejected');
		expect(refused).toHaveLength(5);
		const taken = { code: 'CONFLICT', cause: { fields: { [field]: someText } } };
		for (const each of refused) expect(each).toMatchObject({ reason: taken });
	});
});
