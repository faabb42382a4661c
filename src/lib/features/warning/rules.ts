import type { Frame } from '#lib/frame.ts';
import type { Level } from '../event-class/schema.ts';
import type {
	Ending,
	MessageType,
	Severity,
	Status,
	WarningCard,
	WarningInfo,
	WarningKey,
	WarningMessage
} from './schema.ts';

/** How long a warning holds whose agency gave no end; CAP 1.2 leaves it to the recipient. */
export const ASSUMED_HOURS = 24;

/** One text for the three that make a message known (WA1). */
export const keyText = ({ sender, identifier, sentAt }: WarningKey) =>
	`${sender},${identifier},${sentAt}`;

/** Exercise, Test and Draft are rehearsal: seen as such, and they never ring (WA6). */
export function frameOf(status: Status): Frame {
	return status === 'Actual' || status === 'System' ? 'real' : 'exercise';
}

/** False for what programs say to each other: System, Ack, Error (WA7). */
export const isForPeople = ({ status, msgType }: { status: Status; msgType: MessageType }) =>
	status !== 'System' && msgType !== 'Ack' && msgType !== 'Error';

/**
 * What the message does to what it refers to, or null for a new warning. An Update that says the danger is
 * over (AllClear) clears, as a Cancel does: some agencies send no other end (WA4).
 */
export function endingBy({
	msgType,
	infos
}: Pick<WarningMessage, 'msgType' | 'infos'>): Ending | null {
	if (msgType === 'Cancel') return 'cancel';
	if (msgType !== 'Update') return null;
	const isOver = infos.length > 0 && infos.every((info) => info.responseTypes.includes('AllClear'));
	return isOver ? 'allClear' : 'update';
}

/** The blocks that are shown: all in Chinese, else all in English, else all in the first one's language (WA8). */
export function chosenInfos(infos: readonly WarningInfo[]): WarningInfo[] {
	for (const language of ['zh', 'en', languageOf(infos[0])]) {
		const chosen = infos.filter((info) => languageOf(info) === language);
		if (chosen.length > 0) return chosen;
	}
	return [];
}

const languageOf = (info: WarningInfo | undefined) =>
	info?.language.toLowerCase().split(/[-_]/)[0] ?? '';

const bySeverity: Record<Severity, Level | null> = {
	Extreme: 1,
	Severe: 2,
	Moderate: 3,
	Minor: 4,
	Unknown: null
};

const byColour: Record<string, Level> = {
	...{ 红: 1, 紅: 1, red: 1, 橙: 2, orange: 2 },
	...{ 黄: 3, 黃: 3, yellow: 3, 蓝: 4, 藍: 4, blue: 4 }
};
const byNumeral: Record<string, Level> = { Ⅰ: 1, I: 1, Ⅱ: 2, II: 2, Ⅲ: 3, III: 3, Ⅳ: 4, IV: 4 };

/** `[Level IV/General]`, `[IV/一般]`, `【Ⅱ级/严重】`. */
const BRACKETED = /[[【](?:Level\s*)?(IV|I{1,3}|[Ⅰ-Ⅳ])级?\s*[/／]/gi;
/** 暴雨橙色预警, 黃色暴雨警告信號. */
const CHINESE = /([红紅橙黄黃蓝藍])色[^，。；：\s]{0,8}?(?:预警|預警|警报|警報|警告|信号|信號)/g;
/** Blue warning for a cold wave. A red flag warning is no red warning. */
const ENGLISH = /\b(red|orange|yellow|blue)\b(?! flag)[\w\s-]{0,30}?\b(?:warning|alert|signal)\b/gi;
/** Names under which agencies send the colour: `alert_color`, `Color`, 预警级别. */
const COLOUR_PARAMETER =
	/colou?r|颜色|顏色|(?:预警|預警)(?:级别|級別|等级|等級)|(?:warning|alert)[ _-]?level/i;

/**
 * 预警级别: by the colour or numeral that the agency's own words name, else by CAP's severity (domain.md C.5:
 * red Extreme, orange Severe, yellow Moderate, blue Minor). Null: unknown. In "橙色升级为红色预警" the last counts (WA9).
 */
export function warningLevel({
	headline,
	parameters,
	severity
}: Pick<WarningInfo, 'headline' | 'parameters' | 'severity'>): Level | null {
	const named = parameters.find(({ name }) => COLOUR_PARAMETER.test(name))?.value ?? '';
	return wordedLevel(headline) ?? parameterLevel(named) ?? bySeverity[severity];
}

function wordedLevel(text: string): Level | null {
	const numeral = [...text.matchAll(BRACKETED)].at(-1)?.[1]?.toUpperCase();
	if (numeral !== undefined) return byNumeral[numeral] ?? null;
	const colour = [...text.matchAll(CHINESE), ...text.matchAll(ENGLISH)]
		.sort((a, b) => a.index - b.index)
		.at(-1)?.[1];
	return colour === undefined ? null : (byColour[colour.toLowerCase()] ?? null);
}

function parameterLevel(value: string): Level | null {
	const text = value.trim();
	const colour = /^([红紅橙黄黃蓝藍])色?(?:预警|預警)?$/.exec(text)?.[1];
	const numeral = /^(?:Level\s*)?(IV|I{1,3}|[Ⅰ-Ⅳ])级?$/i.exec(text)?.[1]?.toUpperCase();
	return byColour[colour ?? text.toLowerCase()] ?? byNumeral[numeral ?? ''] ?? null;
}

/** The gravest of several; null only when all are. */
export function gravest(levels: readonly (Level | null)[]): Level | null {
	const known = levels.filter((level) => level !== null);
	return known.length === 0 ? null : known.reduce((a, b) => (b < a ? b : a));
}

/** It holds: not replaced, not cancelled, not over. Nothing is written when it expires (WA5). */
export const holds = (
	{ endedAt, expiresAt, msgType }: Pick<WarningCard, 'endedAt' | 'expiresAt' | 'msgType'>,
	now: Date
) => msgType !== 'Cancel' && endedAt === null && new Date(expiresAt) > now;

/** Whether a screen may make a sound for it (WA6). A demonstration rings as a real one does, reports too. */
export const mayRing = (card: WarningCard, now: Date) =>
	card.frame !== 'exercise' && holds(card, now);

/** What the CPEAS code means, from the smallest area to the largest: `222403…`, then 2224, then 22 (WA12). */
export function areaCodes(code: string): string[] {
	const six = code.slice(0, 6).padEnd(6, '0');
	return [...new Set([six, `${six.slice(0, 4)}00`, `${six.slice(0, 2)}0000`])];
}

type Government = { id: string; parentId: string | null };

/** The fewest units that say the same: a city instead of all its counties, nothing beside the province. */
export function fewestUnits<U extends Government>(
	governments: readonly U[],
	affected: Set<string>
): U[] {
	const below = Map.groupBy(governments, ({ parentId }) => parentId);
	const isWhole = (unit: U): boolean => {
		const children = below.get(unit.id) ?? [];
		return children.length === 0 ? affected.has(unit.id) : children.every(isWhole);
	};
	const walk = (unit: U): U[] => {
		if (isWhole(unit)) return [unit];
		const parts = (below.get(unit.id) ?? []).flatMap(walk);
		return parts.length === 0 && affected.has(unit.id) ? [unit] : parts;
	};
	const ids = new Set(governments.map(({ id }) => id));
	return governments
		.filter(({ parentId }) => parentId === null || !ids.has(parentId))
		.flatMap(walk);
}
