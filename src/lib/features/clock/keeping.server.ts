import { and, arrayContains, eq, inArray, isNull, lte, ne, not, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { timeZone } from '#lib/time.ts';
import { SYSTEM, type Actor } from '#lib/who.ts';
import type { Level } from '../event-class/schema.ts';
import { addressee, rulesInForce, ruleVersions } from '../reporting-rule/queries.server.ts';
import { rulesFor, tellerOf } from '../reporting-rule/rules.ts';
import type { Channel, DueKind } from '../reporting-rule/schema.ts';
import { getUnit } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import { planClocks, type Wanted } from './planning.ts';
import type { ClockCard, ClockStop } from './schema.ts';
import { lock, ofMatter, stop, tell, type MatterId } from './stopping.server.ts';
import { clock } from './tables.server.ts';

/** What clocks count for: a report thread of a unit, or an incident in which a unit has its own duty to report. */
export type Matter = {
	threadId: string | null;
	incidentId: string | null;
	title: string;
	classCode: string;
	/** Null: not graded yet. */
	level: Level | null;
	sensitive: boolean;
	occurredAt: Date;
	/** When this unit knew: `knownAt` for the reporter, the arrival for a desk. */
	receivedAt: Date;
	/** Who must tell. */
	fromUnitId: string;
	scope: string[];
	/** False once the final report went out or the incident was closed: no further follow-ups fall due. */
	isOpen: boolean;
};

/**
 * Starts every clock that the rules in force want for the matter and that is not there yet, unbinds the
 * open ones whose rule binds no more (a level that went down), and moves those whose instant was corrected.
 * For use inside the act that caused it; writes its own `clock.*` journal lines. Returns what it started.
 */
export async function keepClocks(tx: Tx, who: Actor, matter: Matter): Promise<ClockCard[]> {
	const { scope } = matter;
	const now = await transactionTime(tx);
	await lock(tx, matter);
	const unit = await getUnit(tx, matter.fromUnitId);
	const rows = await tx.select().from(clock).where(ofMatter(matter));
	const plan = planClocks({
		matter: { ...matter, from: tellerOf(unit) },
		wanted: await wantedBy(tx, unit, matter),
		versions: new Map(
			(
				await ruleVersions(
					tx,
					rows.map(({ ruleId }) => ruleId)
				)
			).map((rule) => [rule.id, rule])
		),
		standing: rows,
		now,
		zone: timeZone()
	});

	for (const because of ['regraded', 'closed'] as const) {
		const ids = plan.unbind.filter((one) => one.because === because).map(({ id }) => id);
		const how = { kind: 'unbound', because } as const;
		await stop(tx, who, { ids, how, at: now, scope });
	}
	for (const { id, startedAt, dueAt } of plan.move) {
		await tx.update(clock).set({ startedAt, dueAt }).where(eq(clock.id, id));
	}
	const changed = [...plan.move.map(({ id }) => id), ...(await keepWords(tx, matter))];
	await tell(tx, who, { type: 'clock.changed', ids: changed, scope });

	for (const { id, startedAt, dueAt } of plan.restart) {
		const running = { stoppedAt: null, stop: null, stoppedBy: null, stoppedByName: null };
		await tx
			.update(clock)
			.set({ startedAt, dueAt, ...running })
			.where(eq(clock.id, id));
	}
	const started = plan.start.map(({ rule, to, toUnitId, startedAt, dueAt }) => ({
		id: uuidv7(),
		threadId: matter.threadId,
		incidentId: matter.incidentId,
		title: matter.title,
		fromUnitId: unit.id,
		to,
		toUnitId,
		channel: rule.channel,
		kind: rule.kind,
		ruleKey: rule.key,
		ruleId: rule.id,
		ruleName: rule.name,
		sourceDocument: rule.sourceDocument,
		basis: rule.startsAt,
		startedAt,
		dueAt,
		scope
	}));
	const kept =
		started.length === 0
			? []
			: await tx.insert(clock).values(started).onConflictDoNothing().returning({ id: clock.id });
	const running = [...plan.restart, ...kept].map(({ id }) => id);
	return await tell(tx, who, { type: 'clock.started', ids: running, scope });
}

/**
 * Stops the open clocks of the matter that `stop` fulfils: those of `fromUnitId` towards one of `toUnitIds`
 * on the channel and of the kinds. A clock stopped after `dueAt` stays visible as late. When a follow-up was
 * stopped and the matter goes on, the next fixed time is started by the caller's `keepClocks`.
 */
export async function stopClocks(
	tx: Tx,
	who: Actor,
	what: {
		threadId: string | null;
		incidentId: string | null;
		fromUnitId: string;
		toUnitIds: string[];
		channel: Channel;
		kinds: DueKind[];
		stop: ClockStop;
		at: Date;
		scope: string[];
	}
): Promise<ClockCard[]> {
	await lock(tx, what);
	const met = await tx
		.select({ id: clock.id })
		.from(clock)
		.where(
			and(
				ofMatter(what),
				isNull(clock.stoppedAt),
				inArray(clock.toUnitId, what.toUnitIds),
				eq(clock.channel, what.channel),
				inArray(clock.kind, what.kinds),
				// Five follow-ups in one evening meet tomorrow's eight o'clock, not those of the next days too.
				sql`(${clock.kind} <> 'followup' or ${lte(clock.startedAt, what.at)})`
			)
		);
	const { stop: how, at, scope } = what;
	return await stop(tx, who, { ids: met.map(({ id }) => id), how, at, scope });
}

/**
 * Unbinds every open clock of a matter that is no longer one of its own: an incident that was merged into
 * another. `keepClocks` starts them again when the merging is undone.
 */
export async function suspendClocks(tx: Tx, who: Actor, of: MatterId & { scope: string[] }) {
	await lock(tx, of);
	const open = await tx
		.select({ id: clock.id })
		.from(clock)
		.where(and(ofMatter(of), isNull(clock.stoppedAt)));
	const how = { kind: 'unbound', because: 'merged' } as const;
	return await stop(tx, who, {
		ids: open.map(({ id }) => id),
		how,
		at: await transactionTime(tx),
		scope: of.scope
	});
}

/** Lets the clocks of a report thread be seen with the incident that it joined (null: left). */
export async function adoptClocks(
	tx: Tx,
	threadId: string,
	incidentId: string | null,
	who: Actor = SYSTEM
): Promise<ClockCard[]> {
	const adopted = await tx
		.update(clock)
		.set({ incidentId })
		.where(
			and(eq(clock.threadId, threadId), sql`${clock.incidentId} is distinct from ${incidentId}`)
		)
		.returning({ id: clock.id, scope: clock.scope });
	const scope = adopted.flatMap((row) => row.scope);
	return await tell(tx, who, { type: 'clock.changed', ids: adopted.map(({ id }) => id), scope });
}

/** What the rules in force want told by the unit, each to whom; two rules that want the very same are one. */
async function wantedBy(tx: Tx, unit: Unit, matter: Matter): Promise<Wanted[]> {
	const found = new Map<string, Wanted>();
	for (const rule of rulesFor(await rulesInForce(tx), { ...matter, from: tellerOf(unit) })) {
		const named = await addressee(tx, unit, rule.to);
		// A city rule may mean the province, where no city stands between.
		const to = named && (named.kind === 'city' || named.kind === 'province') ? named.kind : rule.to;
		const toUnitId = named?.id ?? null;
		const { channel, kind, startsAt, minutes, fixedTimes } = rule;
		const same = [toUnitId ?? to, channel, kind, startsAt, minutes, ...fixedTimes].join();
		if (!found.has(same)) found.set(same, { rule, to, toUnitId });
	}
	return [...found.values()];
}

/** A matter that was renamed, or that more units see now, is so on its clocks as well. Returns those changed. */
async function keepWords(tx: Tx, { title, scope, ...matter }: Matter): Promise<string[]> {
	const seenBy = sql`array(select distinct unnest(${clock.scope} || ${sql.param(scope, clock.scope)}))`;
	const changed = await tx
		.update(clock)
		.set({ title, scope: seenBy })
		.where(
			and(ofMatter(matter), or(ne(clock.title, title), not(arrayContains(clock.scope, scope))))
		)
		.returning({ id: clock.id });
	return changed.map(({ id }) => id);
}
