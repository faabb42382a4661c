import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#lib/server/db/client.ts';
import { presets } from './presets.ts';
import { reportingRule } from './tables.server.ts';

/** Puts the shipped rules into the table. A rule that is there in any version stays as its administrator made it. */
export async function seedReportingRules(tx: Tx) {
	const known = await tx.selectDistinct({ key: reportingRule.key }).from(reportingRule);
	const keys = new Set(known.map(({ key }) => key));
	const missing = presets.filter(({ key }) => !keys.has(key));
	if (missing.length === 0) return;
	await tx.insert(reportingRule).values(missing.map((rule) => ({ id: uuidv7(), ...rule })));
}
