import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import type { Level } from '../event-class/schema.ts';
import { gravestLevel } from './activation-rules.ts';
import { planActivation } from './tables.server.ts';

/** 响应级别 by the responses under way in the incident: the gravest, or null where there is none (PL12). */
export async function responseLevelNow(reader: Reader, incidentId: string): Promise<Level | null> {
	const rows = await reader
		.select({ level: planActivation.level })
		.from(planActivation)
		.where(and(eq(planActivation.incidentId, incidentId), eq(planActivation.state, 'active')));
	return gravestLevel(rows.map(({ level }) => level));
}
