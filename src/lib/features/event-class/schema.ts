import { z } from 'zod';
import { ActId, coded, Id, line, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';

/** 特别重大 Ⅰ = 1 … 一般 Ⅳ = 4. */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof Level>;

/** Code of the letter system: `11A01`. First digit 1: events. */
export const ClassCode = coded(/^1\d[0-9A-HJ-NP-Z]\d{2}$/, m.event_class_code_unknown);

/** A class as lists and forms need it. */
export type EventClass = {
	code: string;
	/** GB/T 35561 numeric code where known. */
	numericCode: string | null;
	name: string;
	nameEn: string | null;
	parent: string | null;
	/** Sensitive by nature: exempt from grading, reported directly. */
	sensitive: boolean;
};

/** One version of a row of the code table. */
export type EventClassVersion = EventClass & {
	id: string;
	sourceDocument: string;
	validFrom: Date;
	/** Null: in force. */
	validTo: Date | null;
	/** Null: as shipped. */
	editedBy: string | null;
};

/** What a threshold counts. */
export const Measure = z.enum(['dead', 'seriouslyInjured', 'directLossYuan']);
export type Measure = z.infer<typeof Measure>;

/**
 * "At least `atLeast` of `measure` suggests `level`", for classes that begin with `classPrefix`, but not for
 * those that begin with one of `exceptPrefixes` (which the law exempts).
 */
export type LevelThreshold = {
	key: string;
	classPrefix: string;
	exceptPrefixes: string[];
	measure: Measure;
	atLeast: number;
	level: Level;
	sourceDocument: string;
};

export type LevelThresholdVersion = LevelThreshold & {
	id: string;
	validFrom: Date;
	validTo: Date | null;
	editedBy: string | null;
};

const sourceDocument = text(300, 4, m.event_class_wrong_source);

/** The version that the editor saw; null where he makes something new. */
const basedOn = Id.nullable();

/** Code of any row of the table, also of a whole kind of event. */
export const EditedCode = coded(
	/^[1-7](0000|[0-9A-HJ-NP-Z]\d{3}|\d[A-HJ-NP-Z]\d{2})$/,
	m.event_class_wrong_code
);

export const EventClassEdit = z.object({
	actId: ActId,
	code: EditedCode,
	numericCode: coded(/^\d{5}$/, m.event_class_wrong_numeric).nullable(),
	name: line(1, 60, m.event_class_wrong_name),
	nameEn: line(0, 120).nullable(),
	sensitive: z.boolean(),
	sourceDocument
});
export type EventClassEdit = z.infer<typeof EventClassEdit>;

export const EditEventClass = EventClassEdit.extend({ basedOn });
export type EditEventClass = z.infer<typeof EditEventClass>;

/** The beginning of a code, or the whole of one: `11` is all natural disasters. */
export const ClassPrefix = coded(/^[1-7][0-9A-Z]{0,4}$/, m.event_class_wrong_prefix);

export const ThresholdKey = coded(/^[\w.-]{1,60}$/, m.event_class_wrong_key);

export const LevelThresholdEdit = z.object({
	actId: ActId,
	key: ThresholdKey,
	classPrefix: ClassPrefix,
	exceptPrefixes: z.array(ClassPrefix).max(20),
	measure: Measure,
	atLeast: z
		.number({ error: () => m.event_class_wrong_at_least() })
		.positive({ error: () => m.event_class_wrong_at_least() })
		.max(1e12, { error: () => m.event_class_wrong_at_least() }),
	level: Level,
	sourceDocument
});
export type LevelThresholdEdit = z.infer<typeof LevelThresholdEdit>;

export const EditLevelThreshold = LevelThresholdEdit.extend({ basedOn });
export type EditLevelThreshold = z.infer<typeof EditLevelThreshold>;

/** Two characters at least: one Chinese character names half the table. */
export const ClassSearch = z.object({ text: line(2, 60) });
