import { z } from 'zod';
import { ActId, Id, line, RowVersion, searchText, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { ClassPrefix } from '../event-class/schema.ts';
import { UnitId } from '../unit/schema.ts';

/** 危险物质, 处置要点, 法规标准, 经验教训. */
export const SheetKind = z.enum(['substance', 'handling', 'regulation', 'lesson']);
export type SheetKind = z.infer<typeof SheetKind>;

/** What a sheet says. */
export const SheetContent = z.object({
	kind: SheetKind,
	title: line(2, 80, m.knowledge_title_wrong),
	/** Beginnings of event codes: `11A` is all floods and droughts. */
	classCodes: z.array(ClassPrefix).max(40),
	/** The document, its number and date, or who says it. */
	source: text(300, 2, m.knowledge_source_wrong),
	/** Paragraphs, a line each. */
	body: text(20_000, 2, m.knowledge_body_wrong)
});
export type SheetContent = z.infer<typeof SheetContent>;

export type SheetCard = {
	id: string;
	kind: SheetKind;
	title: string;
	classCodes: string[];
	source: string;
	ownerUnitId: string;
	ownerName: string;
	savedAt: string;
	savedByName: string;
	version: number;
	/** Why it no longer holds; null while it does. */
	withdrawnReason: string | null;
};

export type Sheet = SheetCard & { body: string };

export const SheetSearch = z.object({
	text: searchText().default(''),
	kind: SheetKind.nullable().catch(null).default(null),
	/** Only what is about this class: five characters, or the beginning of one. */
	classCode: ClassPrefix.nullable().catch(null).default(null)
});
export type SheetSearch = z.infer<typeof SheetSearch>;

/** `basedOn`: the version that was looked at; 0 for a new sheet. */
export const SheetSaving = SheetContent.extend({
	actId: ActId,
	id: Id,
	basedOn: RowVersion,
	ownerUnitId: UnitId
});
export type SheetSaving = z.infer<typeof SheetSaving>;

export const SheetWithdrawal = z.object({
	actId: ActId,
	id: Id,
	reason: text(300, 2, m.knowledge_reason_wrong)
});
export type SheetWithdrawal = z.infer<typeof SheetWithdrawal>;
