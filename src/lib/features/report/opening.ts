import { v7 as uuidv7 } from 'uuid';
import type { FieldErrors } from '#lib/errors.ts';
import { trpc } from '#lib/trpc.ts';
import { unitText } from '../unit/names.ts';
import { startFrom } from './drafting.ts';
import type { DraftStore } from './draft-store.svelte.ts';
import type { Continued, Drafts, LocalDraft } from './drafts.ts';
import { emptyFields, fieldsFrom, type FormFields } from './form-fields.ts';
import { askOrKept } from './kept.ts';
import type { ReportFull } from './schema.ts';

export type Opened = {
	id: string;
	fields: FormFields;
	continued: Continued | null;
	row: LocalDraft | null;
	/** Why the report that is corrected was returned. */
	returned: { reason: string; fields: FieldErrors } | null;
};

/** What the address asks for: a draft that lies here, or something new. */
export type Wanted = {
	draftId: string | null;
	/** The report to continue. */
	fromId: string | null;
	as: 'followup' | 'final' | 'correction';
};

/** A report in full and its thread, from the server or as kept here. */
export async function reportInFull(drafts: Drafts, personId: string, id: string) {
	const got = await askOrKept(drafts, { personId, name: `report ${id}` }, (signal) =>
		trpc.report.get.query({ id }, { signal })
	);
	return got && { ...got.value, isFresh: got.isFresh };
}

/** What a follow-up continues: the newest report of the thread. Null where neither line nor copy has it. */
export async function continuing(
	drafts: Drafts,
	personId: string,
	id: string,
	as: Wanted['as']
): Promise<{ continued: Continued; of: ReportFull } | null> {
	const got = await reportInFull(drafts, personId, id);
	const newest = got?.thread.at(-1);
	if (!got || !newest) return null;
	// A correction corrects that very report; whatever else continues the newest.
	const of = as === 'correction' ? got.report : newest;
	return { continued: { report: of, newest: { kind: newest.kind, number: newest.number } }, of };
}

/** The form's beginning. Null: the report to continue is not to be had without a line. */
export async function openDraft(
	{ store, wanted }: { store: DraftStore; wanted: Wanted },
	{ now, className }: { now: Date; className: (code: string) => string }
): Promise<Opened | null> {
	const { drafts, personId } = store;
	const row = wanted.draftId ? await store.get(wanted.draftId) : undefined;
	// A draft of another person on this machine is as good as none.
	if (row?.personId === personId) {
		const returned =
			row.continued && row.fields.isCorrection ? returnedOf(row.continued.report) : null;
		// A draft from before an update lacks what the form has since.
		const fields = { ...emptyFields(now), ...row.fields };
		return { id: row.id, fields, continued: row.continued, row, returned };
	}
	const id = row ? uuidv7() : (wanted.draftId ?? uuidv7());
	if (!wanted.fromId) {
		return { id, fields: emptyFields(now), continued: null, row: null, returned: null };
	}
	const found = await continuing(drafts, personId, wanted.fromId, wanted.as);
	if (!found) return null;
	const isCorrection = wanted.as === 'correction';
	const fields = fieldsFrom(startFrom(found.of, { isCorrection, now }), className);
	if (wanted.as === 'final') fields.kind = 'final';
	const returned = isCorrection ? returnedOf(found.of) : null;
	return { id, fields, continued: found.continued, row: null, returned };
}

/** The reason and the sentences of the desks that returned it, the nearest one's first. */
function returnedOf({ receipts }: ReportFull): Opened['returned'] {
	const returns = receipts.filter(({ outcome }) => outcome === 'returned');
	if (returns.length === 0) return null;
	return {
		reason: returns
			.map(({ unitName, returnReason }) => `${unitText(unitName)}: ${returnReason}`)
			.join('\n'),
		fields: Object.assign(
			{},
			...returns.map(({ returnFields }) => returnFields ?? {})
		) as FieldErrors
	};
}
