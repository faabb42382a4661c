import { m } from '#lib/paraglide/messages.js';
import type { EventClass, Level, LevelThreshold, Measure } from './schema.ts';

/** What is known of the harm, as far as it bears on the level. */
export type GradedFigures = { [M in Measure]?: number | null | undefined };

/** A threshold that was reached: "12 dead, and 10 or more suggest Ⅱ". */
export type Reason = { measure: Measure; value: number; atLeast: number; sourceDocument: string };

export type Suggestion =
	| { level: Level; because: Reason[] }
	/** `exempt`: a sensitive event is not bound to the grading; no figure lowers or raises it. */
	| { level: null; because: Reason[]; exempt?: 'sensitive' };

/**
 * The gravest level whose threshold a figure reaches (以上 includes the number). Only a suggestion: a person
 * decides. Null where no threshold binds the class, no figure is known, or the event is sensitive.
 */
export function suggestedLevel(
	thresholds: readonly LevelThreshold[],
	classCode: string,
	figures: GradedFigures,
	{ sensitive }: { sensitive: boolean }
): Suggestion {
	if (sensitive) return { level: null, because: [], exempt: 'sensitive' };
	const reached = thresholds.flatMap((threshold) => {
		const { measure, atLeast, level, sourceDocument } = threshold;
		const value = figures[measure];
		if (value == null || value < atLeast || !bindsClass(threshold, classCode)) return [];
		return [{ level, reason: { measure, value, atLeast, sourceDocument } }];
	});
	const [first, ...others] = reached;
	if (!first) return { level: null, because: [] };
	const level = others.reduce(
		(gravest, one) => (one.level < gravest ? one.level : gravest),
		first.level
	);
	return {
		level,
		because: reached.filter((one) => one.level === level).map(({ reason }) => reason)
	};
}

/** True where the threshold is meant for the class. */
export function bindsClass(
	{ classPrefix, exceptPrefixes }: Pick<LevelThreshold, 'classPrefix' | 'exceptPrefixes'>,
	classCode: string
): boolean {
	if (!classCode.startsWith(classPrefix)) return false;
	return !exceptPrefixes.some((prefix) => classCode.startsWith(prefix));
}

const levelNames: Record<Level, () => string> = {
	1: m.event_class_level_1,
	2: m.event_class_level_2,
	3: m.event_class_level_3,
	4: m.event_class_level_4
};

/** 特别重大 … 一般; null is "not graded". */
export const levelName = (level: Level | null) =>
	level === null ? m.event_class_level_none() : levelNames[level]();

const numerals = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' } as const satisfies Record<Level, string>;

/** Ⅰ–Ⅳ, one character each. */
export const levelRoman = (level: Level) => numerals[level];

/** The class above in the scheme, read off the code: X0000 > XY000 > XYL00 > XYLnn. Null at the top. */
export function parentOf(code: string): string | null {
	if (code.endsWith('0000')) return null;
	if (code.endsWith('000')) return `${code.slice(0, 1)}0000`;
	if (code.endsWith('00')) return `${code.slice(0, 2)}000`;
	return `${code.slice(0, 3)}00`;
}

/** The class's name in the language; the code itself where the table does not have it (yet). */
export function className(
	classes: ReadonlyMap<string, Pick<EventClass, 'name' | 'nameEn'>>,
	code: string,
	locale: 'zh-CN' | 'en'
): string {
	const found = classes.get(code);
	if (!found) return code;
	return locale === 'en' ? (found.nameEn ?? found.name) : found.name;
}

/**
 * The classes that the text may mean, likeliest first: by the beginning of the code, or by every word of the
 * Chinese or English name. Of equal ones the broader stands first.
 */
export function searchClasses<Found extends EventClass>(
	classes: readonly Found[],
	text: string,
	limit = 20
): Found[] {
	const words = text.normalize('NFKC').trim().toLowerCase().split(/\s+/);
	const scored = classes.flatMap((found) => {
		const score = scoreOf(found, words);
		return score === 0 ? [] : [{ found, score }];
	});
	return scored
		.sort((a, b) => b.score - a.score || depth(a.found) - depth(b.found))
		.slice(0, limit)
		.map(({ found }) => found);
}

/** 0 where a word is found nowhere; more for the beginning of a code, a name, a word of a name. */
function scoreOf({ code, numericCode, name, nameEn }: EventClass, words: string[]): number {
	const english = ` ${nameEn?.toLowerCase() ?? ''}`;
	let least = Infinity;
	for (const word of words) {
		let score = 0;
		if (code.toLowerCase() === word || numericCode === word) score = 5;
		else if (code.toLowerCase().startsWith(word) || name.startsWith(word)) score = 4;
		else if (english.startsWith(` ${word}`)) score = 3;
		else if (name.includes(word) || english.includes(` ${word}`)) score = 2;
		else if (word.length > 2 && english.includes(word)) score = 1;
		least = Math.min(least, score);
	}
	return least === Infinity ? 0 : least;
}

const depth = ({ code }: EventClass) => code.replace(/0+$/, '').length;

/** "Ⅱ 重大", or the words for "not graded". */
export const levelText = (level: Level | null): string =>
	level === null ? levelName(null) : `${levelRoman(level)} ${levelName(level)}`;
