import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { lockName } from '#lib/server/db/lock.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import type { ReportingRuleEvent } from './events.ts';
import type { EditRule, ReportingRuleEdit } from './schema.ts';
import { reportingRule } from './tables.server.ts';
import { may } from './permissions.ts';

/**
 * Adds a version of a rule, or a rule with a new key. The version before is closed, never changed: clocks
 * that run keep to it. `basedOn` is the version that the editor saw (null: none); another one in between is
 * a conflict.
 */
export async function editRule(db: Db, who: Who, input: EditRule): Promise<void> {
	authorize('reporting-rule.edit', who, may(who, 'reporting-rule.edit', who.unitPath));
	const { actId, basedOn, ...after } = input;
	const request = { kind: 'reportingRule.edit', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		await lockName(tx, `reporting rule ${after.key}`);
		const [current] = await tx
			.select()
			.from(reportingRule)
			.where(and(eq(reportingRule.key, after.key), isNull(reportingRule.validTo)))
			.for('update');
		if ((current?.id ?? null) !== basedOn) {
			throw basedOn === null
				? new Failure('conflict', m.reporting_rule_key_taken(), {
						fields: { key: m.reporting_rule_key_taken() }
					})
				: new Failure('conflict', m.reporting_rule_edited_meanwhile());
		}

		const now = sql`now()`;
		if (current) {
			await tx.update(reportingRule).set({ validTo: now }).where(eq(reportingRule.id, current.id));
		}
		await tx
			.insert(reportingRule)
			.values({ id: uuidv7(), ...after, validFrom: now, editedBy: who.name });
		const subject = `reporting-rule:${after.key}` as const;
		const payload = { before: current ? wordsOf(current) : null, after };
		await record<ReportingRuleEvent>(
			tx,
			who,
			{ type: 'reporting-rule.changed', subject, scope: who.unitPath, payload },
			actId
		);
	});
}

/** What of a row stands in the journal. */
function wordsOf(row: typeof reportingRule.$inferSelect): Omit<ReportingRuleEdit, 'actId'> {
	const { id: _id, validFrom: _from, validTo: _to, editedBy: _by, ...rule } = row;
	return rule;
}
