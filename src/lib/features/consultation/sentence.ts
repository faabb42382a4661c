import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import { controlSentence } from './controls.ts';
import type { ConsultationEvent } from './events.ts';
import { tallyOf } from './rules.ts';

type EventOf<T extends ConsultationEvent['type']> = Extract<ConsultationEvent, { type: T }>;

/** As many names as a line has room for. */
const MOST_NAMED = 3;

function names(units: readonly { unitName: string }[]): string {
	const all = units.map(({ unitName }) => unitText(unitName));
	const first = all.slice(0, MOST_NAMED).join(m.journal_and());
	if (all.length <= MOST_NAMED) return first;
	return m.incident_inform_line_more({ names: first, count: all.length });
}

/** One sentence for each kind of line, for the journal's table of sentences. `name`: who did it. */
export const consultationSentence: {
	[T in ConsultationEvent['type']]: (payload: EventOf<T>['payload'], name: string) => string;
} = {
	'consultation.opened': ({ card }, name) =>
		m.consultation_line_opened({
			unit: unitText(card.openedByUnitName),
			name,
			title: card.title,
			to: names(card.units.filter(({ unitId }) => unitId !== card.openedByUnitId))
		}),
	'consultation.invited': ({ card, units }, name) =>
		m.consultation_line_invited({ name, title: card.title, to: names(units) }),
	'consultation.answered': ({ card, unit, answer, reason }, name) => {
		const words = { unit: unitText(unit.unitName), name, title: card.title };
		if (answer === 'joined') return m.consultation_line_answered_joined(words);
		return m.consultation_line_answered_declined({ ...words, reason });
	},
	'consultation.joined': ({ card, attendance }) =>
		m.consultation_line_joined(comer(attendance, card.title)),
	'consultation.left': ({ card, attendance, cause }) => {
		const lines = {
			left: m.consultation_line_left,
			lost: m.consultation_line_left_lost,
			removed: m.consultation_line_left_removed,
			expired: m.consultation_line_left_expired,
			closed: m.consultation_line_left_closed
		};
		return lines[cause](comer(attendance, card.title));
	},
	'consultation.rollCalled': ({ card }, name) =>
		m.consultation_line_roll_called({
			name,
			count: card.rollCall?.answers.length ?? 0,
			limit: card.rollCall?.limitS ?? 0
		}),
	'consultation.rollAnswered': ({ answer, byChair }, name) => {
		const words = { unit: unitText(answer.unitName), seconds: answer.seconds ?? 0 };
		return byChair
			? m.consultation_line_roll_noted({ ...words, name })
			: m.consultation_line_roll_answered(words);
	},
	'consultation.rollClosed': ({ card }) => {
		const { answered, absent, all } = tallyOf(card.rollCall ?? { answers: [] });
		if (absent.length === 0) return m.consultation_line_roll_closed_full({ all });
		const missing = names(absent.map((unitName) => ({ unitName })));
		return m.consultation_line_roll_closed({ all, here: answered, absent: missing });
	},
	...controlSentence,
	'consultation.closed': ({ card }, name) => m.consultation_line_closed({ name, title: card.title })
};

const comer = ({ unitName, name }: { unitName: string; name: string }, title: string) => ({
	unit: unitText(unitName),
	name,
	title
});
