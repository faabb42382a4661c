import type { Lines, LineWords } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { firstOf } from '../journal/words.ts';
import { unitText } from '../unit/names.ts';
import { controls, type ControlLines } from './controls.ts';
import type { ConsultationEvent } from './events.ts';
import { tallyOf } from './rules.ts';
import type { ConsultationCard } from './schema.ts';

const names = (units: readonly { unitName: string }[]) =>
	firstOf(units.map(({ unitName }) => unitText(unitName)));

const ofIncident = {
	about: ({ card }: { card: ConsultationCard }) => [`incident:${card.incidentId}`],
	bringsCards: true
} as const;

/** What `controls` pairs by control is paired here by the type of its line. */
const byType: Record<string, LineWords<never>> = Object.fromEntries(
	Object.values(controls).map(({ type, sentence, auditName }) => [
		type,
		{ sentence, title: auditName, ...ofIncident }
	])
);
const controlLines = byType as Pick<Lines<ConsultationEvent>, keyof ControlLines>;

/** What the journal says of consultations. */
export const consultationLines: Lines<ConsultationEvent> = {
	'consultation.opened': {
		sentence: ({ card }, name) =>
			m.consultation_line_opened({
				unit: unitText(card.openedByUnitName),
				name,
				title: card.title,
				to: names(card.units.filter(({ unitId }) => unitId !== card.openedByUnitId))
			}),
		title: m.consultation_audit_opened,
		...ofIncident
	},
	'consultation.invited': {
		sentence: ({ card, units }, name) =>
			m.consultation_line_invited({ name, title: card.title, to: names(units) }),
		title: m.consultation_audit_invited,
		...ofIncident
	},
	'consultation.answered': {
		sentence: ({ card, unit, answer, reason }, name) => {
			const words = { unit: unitText(unit.unitName), name, title: card.title };
			if (answer === 'joined') return m.consultation_line_answered_joined(words);
			return m.consultation_line_answered_declined({ ...words, reason });
		},
		title: m.consultation_audit_answered,
		...ofIncident
	},
	'consultation.joined': {
		sentence: ({ card, attendance }) => m.consultation_line_joined(comer(attendance, card.title)),
		title: m.consultation_audit_joined,
		...ofIncident
	},
	'consultation.left': {
		sentence: ({ card, attendance, cause }) => {
			const lines = {
				left: m.consultation_line_left,
				lost: m.consultation_line_left_lost,
				removed: m.consultation_line_left_removed,
				expired: m.consultation_line_left_expired,
				closed: m.consultation_line_left_closed
			};
			return lines[cause](comer(attendance, card.title));
		},
		title: m.consultation_audit_left,
		...ofIncident
	},
	...controlLines,
	'consultation.rollCalled': {
		sentence: ({ card }, name) =>
			m.consultation_line_roll_called({
				name,
				count: card.rollCall?.answers.length ?? 0,
				limit: card.rollCall?.limitS ?? 0
			}),
		title: m.consultation_audit_roll_called,
		...ofIncident
	},
	'consultation.rollAnswered': {
		sentence: ({ answer, byChair }, name) => {
			const words = { unit: unitText(answer.unitName), seconds: answer.seconds ?? 0 };
			return byChair
				? m.consultation_line_roll_noted({ ...words, name })
				: m.consultation_line_roll_answered(words);
		},
		title: m.consultation_audit_roll_answered,
		...ofIncident
	},
	'consultation.rollClosed': {
		sentence: ({ card }) => {
			const { answered, absent, all } = tallyOf(card.rollCall ?? { answers: [] });
			if (absent.length === 0) return m.consultation_line_roll_closed_full({ all });
			const missing = names(absent.map((unitName) => ({ unitName })));
			return m.consultation_line_roll_closed({ all, here: answered, absent: missing });
		},
		title: m.consultation_audit_roll_closed,
		...ofIncident
	},
	'consultation.closed': {
		sentence: ({ card }, name) => m.consultation_line_closed({ name, title: card.title }),
		title: m.consultation_audit_closed,
		...ofIncident
	}
};

const comer = ({ unitName, name }: { unitName: string; name: string }, title: string) => ({
	unit: unitText(unitName),
	name,
	title
});
