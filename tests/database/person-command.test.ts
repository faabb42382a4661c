import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { signIn } from '#lib/features/account/sign-in.server.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { createFromCommand, renewFromCommand, type Given } from '#src/commands/person-create.ts';
import { testDatabase } from '../support/database.ts';

const db = await testDatabase();
const settings = {
	secret: 'a secret of at least thirty-two characters',
	origin: 'http://localhost:8800',
	idleMs: 3_600_000,
	absoluteMs: 3_600_000
};
const first: Given = {
	username: 'wu.jing',
	name: '吴静',
	unit: '220000',
	'unit-name': '吉林省',
	roles: ['securityAdmin']
};
const { 'unit-name': _, ...withoutName } = first;
const tryIn = (username: string, password: string) =>
	signIn(db, settings, { username, password, address: null, agent: '' });

describe('[PE12] the first administrators are made at the operator’s keyboard', () => {
	test('on a database that knows its node, with the first unit; the password is for one sign-in', async () => {
		await expect(createFromCommand(db, first)).rejects.toThrow('not set up');
		await db.insert(node).values({ id: 'operator', unitId: '220000' });
		await expect(createFromCommand(db, withoutName)).rejects.toThrow('no unit');
		const password = await createFromCommand(db, first);
		expect(await tryIn('wu.jing', password)).toMatchObject({ mustChoose: true });
		expect(await db.select().from(unit).where(eq(unit.id, '220000'))).toMatchObject([
			{ kind: 'province', name: '吉林省', path: ['220000'] }
		]);
	});

	test('not with roles that exclude each other, a taken name, or a unit beside the tree', async () => {
		const other: Given = {
			...first,
			username: 'zheng.hai',
			roles: ['securityAdmin', 'auditAdmin']
		};
		await expect(createFromCommand(db, other)).rejects.toThrow('three people');
		await expect(createFromCommand(db, first)).rejects.toThrow('already');
		const beside: Given = {
			...other,
			roles: ['auditAdmin'],
			unit: '220200',
			'unit-name': '吉林市'
		};
		await expect(createFromCommand(db, beside)).rejects.toThrow('no unit');
	});

	test('an administrator who forgot his password gets a new one there', async () => {
		const password = await renewFromCommand(db, 'wu.jing');
		expect(await tryIn('wu.jing', password)).toMatchObject({ mustChoose: true });
		await expect(renewFromCommand(db, 'nobody')).rejects.toThrow('Nobody');
	});
});
