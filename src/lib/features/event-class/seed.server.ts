import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#lib/server/db/client.ts';
import { readShippedCodes } from './codes.server.ts';
import { eventClass, levelThreshold } from './tables.server.ts';
import { shippedThresholds } from './thresholds.ts';

/** Puts the shipped code table and thresholds in. What is there in any version stays as its administrator made it. */
export async function seedEventClasses(tx: Tx) {
	const classes = await tx.selectDistinct({ code: eventClass.code }).from(eventClass);
	const codes = new Set(classes.map(({ code }) => code));
	const missing = readShippedCodes().filter(({ code }) => !codes.has(code));
	if (missing.length > 0) {
		await tx.insert(eventClass).values(missing.map((row) => ({ id: uuidv7(), ...row })));
	}

	const thresholds = await tx.selectDistinct({ key: levelThreshold.key }).from(levelThreshold);
	const keys = new Set(thresholds.map(({ key }) => key));
	const lacking = shippedThresholds.filter(({ key }) => !keys.has(key));
	if (lacking.length > 0) {
		await tx.insert(levelThreshold).values(lacking.map((row) => ({ id: uuidv7(), ...row })));
	}
}
