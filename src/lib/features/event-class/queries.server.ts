import { and, asc, desc, eq, isNull, like } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import type { EventClass, EventClassVersion, LevelThresholdVersion } from './schema.ts';
import { eventClass, levelThreshold } from './tables.server.ts';

const columns = {
	code: eventClass.code,
	numericCode: eventClass.numericCode,
	name: eventClass.name,
	nameEn: eventClass.nameEn,
	parent: eventClass.parent,
	sensitive: eventClass.sensitive
};
const versionColumns = {
	...columns,
	id: eventClass.id,
	sourceDocument: eventClass.sourceDocument,
	validFrom: eventClass.validFrom,
	validTo: eventClass.validTo,
	editedBy: eventClass.editedBy
};

const inForce = isNull(eventClass.validTo);

/** The classes of events in force, in the order of their codes. Some 370 rows; forms keep them. */
export function listEventClasses(db: Reader): Promise<EventClass[]> {
	return db
		.select(columns)
		.from(eventClass)
		.where(and(inForce, like(eventClass.code, '1%')))
		.orderBy(asc(eventClass.code));
}

/** The whole table in force, events and all else, with sources. */
export function listCodeTable(db: Reader): Promise<EventClassVersion[]> {
	return db.select(versionColumns).from(eventClass).where(inForce).orderBy(asc(eventClass.code));
}

/** All versions of a code, newest first. */
export function classHistory(db: Reader, code: string): Promise<EventClassVersion[]> {
	return db
		.select(versionColumns)
		.from(eventClass)
		.where(eq(eventClass.code, code))
		.orderBy(desc(eventClass.validFrom), desc(eventClass.id));
}

const thresholdColumns = {
	id: levelThreshold.id,
	key: levelThreshold.key,
	classPrefix: levelThreshold.classPrefix,
	exceptPrefixes: levelThreshold.exceptPrefixes,
	measure: levelThreshold.measure,
	atLeast: levelThreshold.atLeast,
	level: levelThreshold.level,
	sourceDocument: levelThreshold.sourceDocument,
	validFrom: levelThreshold.validFrom,
	validTo: levelThreshold.validTo,
	editedBy: levelThreshold.editedBy
};

/** The thresholds of the suggested level that are in force. */
export function thresholdsInForce(db: Reader): Promise<LevelThresholdVersion[]> {
	return db
		.select(thresholdColumns)
		.from(levelThreshold)
		.where(isNull(levelThreshold.validTo))
		.orderBy(
			asc(levelThreshold.classPrefix),
			asc(levelThreshold.measure),
			asc(levelThreshold.level)
		);
}

/** All versions of a threshold, newest first. */
export function thresholdHistory(db: Reader, key: string): Promise<LevelThresholdVersion[]> {
	return db
		.select(thresholdColumns)
		.from(levelThreshold)
		.where(eq(levelThreshold.key, key))
		.orderBy(desc(levelThreshold.validFrom), desc(levelThreshold.id));
}
