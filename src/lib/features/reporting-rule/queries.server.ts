import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { governmentAbove } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import { authoritiesFor, tellerOf, type RuledMatter } from './rules.ts';
import type { Authority, ReportingRule, ReportingRuleVersion } from './schema.ts';
import { reportingRule } from './tables.server.ts';

const columns = {
	id: reportingRule.id,
	key: reportingRule.key,
	name: reportingRule.name,
	levels: reportingRule.levels,
	classPrefix: reportingRule.classPrefix,
	sensitive: reportingRule.sensitive,
	from: reportingRule.from,
	to: reportingRule.to,
	channel: reportingRule.channel,
	kind: reportingRule.kind,
	minutes: reportingRule.minutes,
	startsAt: reportingRule.startsAt,
	fixedTimes: reportingRule.fixedTimes,
	sourceDocument: reportingRule.sourceDocument,
	inForce: reportingRule.inForce,
	validFrom: reportingRule.validFrom
};

const current = isNull(reportingRule.validTo);

/** The rules that bind here, the shortest time first. */
export function rulesInForce(db: Reader): Promise<ReportingRule[]> {
	return db
		.select(columns)
		.from(reportingRule)
		.where(and(current, eq(reportingRule.inForce, true)))
		.orderBy(asc(reportingRule.minutes), asc(reportingRule.key));
}

/** Every rule as it is today, the presets that do not bind among them. */
export function listRules(db: Reader): Promise<ReportingRule[]> {
	return db
		.select(columns)
		.from(reportingRule)
		.where(current)
		.orderBy(desc(reportingRule.inForce), asc(reportingRule.key));
}

/** All versions of a rule, the newest first. */
export function ruleHistory(db: Reader, key: string): Promise<ReportingRuleVersion[]> {
	return db
		.select({ ...columns, validTo: reportingRule.validTo, editedBy: reportingRule.editedBy })
		.from(reportingRule)
		.where(eq(reportingRule.key, key))
		.orderBy(desc(reportingRule.validFrom), desc(reportingRule.id));
}

/** These versions of rules, in force or not, in no order. */
export function ruleVersions(db: Reader, ids: string[]): Promise<ReportingRule[]> {
	return db.select(columns).from(reportingRule).where(inArray(reportingRule.id, ids));
}

/**
 * The unit that is meant when `of` must tell `authority`; null where that stands beyond this node. A unit
 * without a city above it (长白山管委会, an agency of the province) tells the province instead.
 */
export async function addressee(
	db: Reader,
	of: Pick<Unit, 'path'>,
	authority: Authority
): Promise<Unit | null> {
	if (authority === 'state') return null;
	const found = authority === 'city' ? await governmentAbove(db, of, 'city') : null;
	return found ?? (await governmentAbove(db, of, 'province'));
}

/** The units that one send of `unit` in this matter must reach, by the rules in force; nearest first. */
export async function addresseesOf(db: Reader, unit: Unit, matter: RuledMatter): Promise<Unit[]> {
	const authorities = authoritiesFor(await rulesInForce(db), { ...matter, from: tellerOf(unit) });
	const found = new Map<string, Unit>();
	for (const authority of authorities) {
		const to = await addressee(db, unit, authority);
		if (to) found.set(to.id, to);
	}
	return [...found.values()];
}
