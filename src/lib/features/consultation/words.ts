import { csvText } from '#lib/csv.ts';
import { m } from '#lib/paraglide/messages.js';
import { full } from '#lib/time.ts';
import { unitText } from '../unit/names.ts';
import type { RefusedEntry, UnitState } from './rules.ts';
import type { Attendance, ConsultationCard, RollCall, RollCallAnswer } from './schema.ts';

const stateWords: Record<UnitState, () => string> = {
	present: m.consultation_state_present,
	left: m.consultation_state_left,
	answered: m.consultation_state_answered,
	declined: m.consultation_state_declined,
	ringing: m.consultation_state_ringing,
	unanswered: m.consultation_state_unanswered
};

const entryTexts: Record<NonNullable<RefusedEntry>, () => string> = {
	forbidden: m.errors_forbidden,
	notInvited: m.consultation_not_invited,
	closed: m.consultation_closed_already,
	removed: m.consultation_removed_you
};

/** Why somebody is not let in. */
export const entryText = (refused: NonNullable<RefusedEntry>) => entryTexts[refused]();

/** Where a unit stands; once it is over, who was there has not left but taken part. */
export const stateText = ({ closedAt }: Pick<ConsultationCard, 'closedAt'>, state: UnitState) =>
	closedAt !== null && state === 'left' ? m.consultation_state_attended() : stateWords[state]();

/** "3.2 秒", or why there is none. */
export function answerWords({ seconds }: RollCallAnswer, isClosed: boolean): string {
	if (seconds !== null) return m.consultation_seconds({ seconds });
	return isClosed ? m.consultation_absent() : m.consultation_not_yet();
}

/** The sheet of a roll call, as a table for Excel. */
export const sheetCsv = (card: ConsultationCard, sheet: RollCall): string =>
	csvText([
		[
			card.title,
			full(new Date(sheet.startedAt)),
			m.consultation_sheet_by({ name: sheet.startedByName })
		],
		[
			m.consultation_column_unit(),
			m.consultation_column_answer(),
			m.consultation_column_seconds(),
			m.consultation_column_at(),
			m.consultation_column_by()
		],
		...sheet.answers.map((answer) => [
			unitText(answer.unitName),
			answer.answeredAt ? m.consultation_here() : m.consultation_absent(),
			answer.seconds === null ? '' : String(answer.seconds),
			answer.answeredAt ? full(new Date(answer.answeredAt)) : '',
			answer.byName ?? ''
		])
	]);

/** Who came and went, as a table for Excel. */
export const attendanceCsv = (card: ConsultationCard, attendances: readonly Attendance[]): string =>
	csvText([
		[card.title, full(new Date(card.openedAt))],
		[
			m.consultation_column_unit(),
			m.consultation_column_name(),
			m.consultation_column_came(),
			m.consultation_column_went()
		],
		...attendances.map(({ unitName, name, joinedAt, leftAt }) => [
			unitText(unitName),
			name,
			full(new Date(joinedAt)),
			leftAt ? full(new Date(leftAt)) : ''
		])
	]);

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}
