import { and, eq } from 'drizzle-orm';
import { Failure, invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { scopeOf } from '../incident/keeping.server.ts';
import { thingsOf } from '../incident/things.server.ts';
import { seesThing } from '../incident/visible.server.ts';
import type { JointEvent } from './events.ts';
import type { Joint } from './schema.ts';
import { joint } from './tables.server.ts';

/** Two things of an incident that the caller has locked and may draw on, with the id of the act where this is all of it. */
export type Pair = { incidentId: string; a: string; b: string; actId?: string };

/**
 * Connects two things of one incident, for use inside the act that makes one of them, too. Refused where one is
 * not of this incident, is gone, or cannot be seen by the person. Connecting twice changes nothing.
 */
export async function connect(tx: Tx, who: Who, pair: Pair): Promise<Joint | null> {
	const { incidentId, actId } = pair;
	const { a, b, scope } = await endsOf(tx, who, pair);
	if (a.gone ?? b.gone) throw new Failure('conflict', m.joint_gone());
	const [made] = await tx
		.insert(joint)
		.values({
			incidentId,
			a: a.subject,
			b: b.subject,
			madeBy: who.personId,
			madeByName: who.name
		})
		.onConflictDoNothing()
		.returning();
	if (!made) return null;
	const card: Joint = {
		incidentId,
		a,
		b,
		madeAt: made.madeAt.toISOString(),
		madeByName: who.name
	};
	await tell(tx, who, { type: 'joint.made', card, scope, actId });
	return card;
}

/** Takes the connection away. Where there is none, nothing happens. */
export async function disconnect(tx: Tx, who: Who, pair: Pair): Promise<void> {
	const { a, b, scope } = await endsOf(tx, who, pair);
	const [ended] = await tx
		.delete(joint)
		.where(and(eq(joint.a, a.subject), eq(joint.b, b.subject)))
		.returning();
	if (!ended) return;
	const card: Joint = {
		incidentId: ended.incidentId,
		a,
		b,
		madeAt: ended.madeAt.toISOString(),
		madeByName: ended.madeByName
	};
	await tell(tx, who, { type: 'joint.ended', card, scope, actId: pair.actId });
}

type News = { type: JointEvent['type']; card: Joint; scope: string[]; actId: string | undefined };

async function tell(tx: Tx, who: Who, { type, card, scope, actId }: News) {
	const subject = `incident:${card.incidentId}` as const;
	await record<JointEvent>(tx, who, { type, subject, scope, payload: { joint: card } }, actId);
}

/** Both ends in their order, and who may know: a report's title is only for those who may see the report. */
async function endsOf(tx: Tx, who: Who, { incidentId, a, b }: Pair) {
	const [first, second] = [a, b].sort();
	invariant(first !== undefined && second !== undefined, 'a pair has two ends');
	if (first === second) throw new Failure('invalid', m.joint_itself());
	const found = await thingsOf(tx, incidentId, [first, second]);
	const seen = found.filter((thing) => seesThing(thing, who));
	const endOf = (subject: string) => {
		const thing = seen.find((one) => one.subject === subject);
		if (!thing) throw new Failure('not_found', m.joint_not_found());
		const { title, gone } = thing;
		return { subject, title, gone };
	};
	const scope = (await scopeOf(tx, incidentId)).filter((unitId) =>
		seen.every((thing) => seesThing(thing, { unitId }))
	);
	return { a: endOf(first), b: endOf(second), scope };
}
