import type { Geometry } from 'geojson';
import { z } from 'zod';
import type { Frame } from '#lib/frame.ts';
import type { LonLat } from '#lib/geo.ts';
import { Id } from '#lib/input/words.ts';
import type { Level } from '../event-class/schema.ts';
import type { Finding } from './finding.ts';

/** The enumerations of CAP 1.2, in its own spelling. */
export const statuses = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const messageTypes = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const audiences = ['Public', 'Restricted', 'Private'] as const;
export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;
export type Status = (typeof statuses)[number];
export type MessageType = (typeof messageTypes)[number];
export type Severity = (typeof severities)[number];

/** What an agency tells in one language. Instants are ISO strings. */
export type WarningInfo = {
	/** As sent, `zh-CN`; CAP's default is `en-US`. */
	language: string;
	categories: string[];
	event: string;
	responseTypes: string[];
	urgency: string;
	severity: Severity;
	certainty: string;
	effectiveAt: string | null;
	onsetAt: string | null;
	expiresAt: string | null;
	senderName: string;
	headline: string;
	description: string;
	instruction: string;
	web: string;
	contact: string;
	parameters: { name: string; value: string }[];
	areas: WarningArea[];
};

/** Where a warning holds. `codes`: GB/T 2260 with zeros behind (12 digits), or the first two or four digits. */
export type WarningArea = {
	description: string;
	/** Closed rings, each an area of its own. */
	rings: LonLat[][];
	circles: { at: LonLat; radiusKm: number }[];
	codes: string[];
};

/** By these three a message is known, however often it is sent. `sentAt`: an ISO instant. */
export type WarningKey = { sender: string; identifier: string; sentAt: string };

/** A message as it was read: what any connector for warnings yields. */
export type WarningMessage = WarningKey & {
	status: Status;
	msgType: MessageType;
	references: WarningKey[];
	note: string;
	infos: WarningInfo[];
	/** `unchecked`: it carries a signature that nobody has verified. */
	signature: 'none' | 'unchecked';
	remarks: Finding[];
};

/** Why a warning holds no longer, before its time. */
export type Ending = 'update' | 'cancel' | 'allClear';

/** A warning as lists, walls and events carry it. Instants are ISO strings. */
export type WarningCard = {
	id: string;
	/** What was sent; a `Cancel` is a card of its own that never holds. */
	msgType: 'Alert' | 'Update' | 'Cancel';
	frame: Frame;
	/** 预警级别 Ⅰ–Ⅳ; null: the agency gave none. Never an incident's level. */
	level: Level | null;
	severity: Severity;
	event: string;
	headline: string;
	areaText: string;
	/** Simplified for the screen, about 0.1 % of its width; null: it names no place that we know. */
	shape: Geometry | null;
	/** A point inside. */
	at: LonLat | null;
	/** The units that it is for, the fewest that say it: a city instead of all its counties. */
	units: { id: string; name: string }[];
	source: { feedId: string; name: string; unitId: string; senderName: string };
	sentAt: string;
	receivedAt: string;
	onsetAt: string | null;
	expiresAt: string;
	/** The agency gave no end; ours is `ASSUMED_HOURS` after its beginning. */
	expiryAssumed: boolean;
	endedAt: string | null;
	endedBy: Ending | null;
	/** The message that ended it. */
	replacedById: string | null;
	signature: WarningMessage['signature'];
	/** Units whose screens may see it. */
	scope: string[];
};

/** With everything that was sent. */
export type WarningFull = WarningCard & {
	key: WarningKey;
	info: WarningInfo | null;
	note: string;
	remarks: Finding[];
	/** What it replaced or cancelled, as far as it is here. */
	replaced: WarningCard[];
};

/** Those received before `before` (a warning's id), the newest first. */
export const WarningPage = z.object({
	before: Id.nullable().default(null),
	limit: z.int().min(1).max(200).default(50)
});
export type WarningPage = z.infer<typeof WarningPage>;
