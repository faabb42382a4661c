import { parseArgs } from 'node:util';
import { count, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { createPerson, oneTimePassword, setPassword } from '#lib/features/person/enrol.server.ts';
import { rolesConflict } from '#lib/features/person/rules.ts';
import { Username } from '#lib/features/person/schema.ts';
import { person } from '#lib/features/person/tables.server.ts';
import { UnitId, type UnitKind } from '#lib/features/unit/schema.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { authSession } from '#lib/server/auth/tables.server.ts';
import { openDb, type Db, type Tx } from '#lib/server/db/client.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { Role, SYSTEM } from '#lib/who.ts';
import type { PersonEvent } from '#lib/features/person/events.ts';
import { withDatabase } from './support/database.ts';
import { environment } from './support/environment.ts';
import { command, Stop } from './support/run.ts';

/**
 * Makes a person from the operator's own keyboard: the first administrators, before anybody can sign in
 * to make them. Also gives somebody a new one-time password where no administrator may: an administrator.
 */
const USAGE = `A new person:
  npm run person:create -- --username wu.jing --name 吴静 --unit 220000 --roles securityAdmin
A new one-time password for somebody:
  npm run person:create -- --username wu.jing --new-password

--roles      separated by commas, of: ${Role.options.join(', ')}
--unit-name  makes the unit too, only while there is none at all: --unit 220000 --unit-name 吉林省`;

const Given = z.object({
	username: Username,
	name: z.string().trim().min(2).max(40),
	unit: UnitId,
	'unit-name': z.string().trim().min(2).max(60).optional(),
	roles: z
		.string()
		.transform((list) => list.split(',').map((role) => role.trim()))
		.pipe(z.array(Role).min(1))
});
export type Given = z.infer<typeof Given>;

/** Makes the person and returns the one-time password. */
export async function createFromCommand(db: Db, given: Given): Promise<string> {
	if (rolesConflict(given.roles)) {
		throw new Stop(
			'One person cannot hold these roles: the three administrators are three people with no other role.'
		);
	}
	const password = oneTimePassword();
	const actId = uuidv7();
	const id = uuidv7();
	const request = {
		kind: 'person.createByCommand',
		who: SYSTEM,
		input: { actId },
		onRetry: nothing
	};
	await act(db, request, async (tx) => {
		await requireNode(tx);
		await requireUnit(tx, given);
		const [taken] = await tx
			.select({ id: person.id })
			.from(person)
			.where(eq(person.username, given.username));
		if (taken) throw new Stop(`Somebody has the user name ${given.username} already.`);
		const { name, username, unit: unitId, roles } = given;
		await createPerson(tx, {
			id,
			unitId,
			name,
			username,
			roles,
			post: '',
			phone: null,
			mobile: null
		});
		await setPassword(tx, id, password, 'oneTime');
		const subject = `person:${id}` as const;
		await record<PersonEvent>(
			tx,
			SYSTEM,
			{
				type: 'person.changed',
				subject,
				scope: [],
				payload: { name, unitId, post: '', created: true }
			},
			actId
		);
		await record<PersonEvent>(tx, SYSTEM, {
			type: 'person.rolesChanged',
			subject,
			scope: [],
			payload: { name, from: [], to: roles }
		});
	});
	return password;
}

/** Gives an existing person a new one-time password, ends his sessions, and returns it. */
export async function renewFromCommand(db: Db, username: string): Promise<string> {
	const password = oneTimePassword();
	const actId = uuidv7();
	const request = {
		kind: 'person.renewByCommand',
		who: SYSTEM,
		input: { actId },
		onRetry: nothing
	};
	await act(db, request, async (tx) => {
		const [found] = await tx
			.select({ id: person.id, name: person.name })
			.from(person)
			.where(eq(person.username, username));
		if (!found) throw new Stop(`Nobody has the user name ${username}.`);
		await setPassword(tx, found.id, password, 'oneTime');
		await tx.delete(authSession).where(eq(authSession.userId, found.id));
		await record<PersonEvent>(
			tx,
			SYSTEM,
			{
				type: 'person.passwordReset',
				subject: `person:${found.id}`,
				scope: [],
				payload: { name: found.name }
			},
			actId
		);
	});
	return password;
}

async function requireNode(tx: Tx) {
	const nodes = await tx.select({ id: node.id }).from(node);
	if (nodes.length === 0)
		throw new Stop('The database is not set up yet: run npm start or npm run db:seed once.');
}

async function requireUnit(tx: Tx, { unit: id, 'unit-name': name }: Given) {
	const [found] = await tx.select({ id: unit.id }).from(unit).where(eq(unit.id, id));
	if (found) return;
	const [all] = await tx.select({ count: count() }).from(unit);
	if (all?.count !== 0 || name === undefined) {
		throw new Stop(`There is no unit ${id}. The first of all is made with --unit-name.`);
	}
	await tx.insert(unit).values({
		id,
		kind: kindOf(id),
		code: /^\d{6}$/.test(id) ? id : null,
		name,
		nameEn: name,
		shortName: name.slice(0, 20),
		path: [id],
		validFrom: new Date().toISOString().slice(0, 10)
	});
}

/** GB/T 2260: two digits each for province, city and county, `00` where there is none. */
function kindOf(id: string): UnitKind {
	if (!/^\d{6}$/.test(id)) return 'zone';
	if (id.endsWith('0000')) return 'province';
	return id.endsWith('00') ? 'city' : 'county';
}

/** Which of the two is asked for, from the words on the command line. */
function asked(): { username: string; run: (db: Db) => Promise<string> } {
	const { values } = parseArgs({
		options: {
			username: { type: 'string' },
			name: { type: 'string' },
			unit: { type: 'string' },
			'unit-name': { type: 'string' },
			roles: { type: 'string' },
			'new-password': { type: 'boolean' }
		}
	});
	if (values['new-password']) {
		const { username } = valid(Given.pick({ username: true }), values);
		return { username, run: (db) => renewFromCommand(db, username) };
	}
	const given = valid(Given, values);
	return { username: given.username, run: (db) => createFromCommand(db, given) };
}

function valid<T>(schema: z.ZodType<T>, values: unknown): T {
	const given = schema.safeParse(values);
	if (given.success) return given.data;
	const wrong = given.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
	throw new Stop(`${wrong.join('\n')}\n\n${USAGE}`);
}

if (import.meta.main) {
	await command(async () => {
		const { username, run } = asked();
		await withDatabase(environment(), async (url) => {
			const db = openDb(url);
			try {
				const password = await run(db);
				console.log(`One-time password of ${username}, shown only now: ${password}`);
			} finally {
				await db.end();
			}
		});
	});
}
