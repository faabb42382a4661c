import { isEventOf } from '#lib/event.ts';
import type { ControlLines } from './controls.ts';
import type { Answer, Attendance, ConsultationCard, RollCallAnswer } from './schema.ts';

type Named = { unitId: string; unitName: string };

/** `card` is that of the line's subject, as it is after the act. */
type ConsultationPayload = {
	'consultation.opened': { card: ConsultationCard };
	/** Further units were called, or called again. */
	'consultation.invited': { card: ConsultationCard; units: Named[] };
	'consultation.answered': {
		card: ConsultationCard;
		unit: Named;
		answer: Answer;
		reason: string;
	};
	/** Somebody came into the room. */
	'consultation.joined': { card: ConsultationCard; attendance: Attendance };
	/** `cause`: they left, were sent out, have no right to be there any more, the room was closed, or the line or the media server was lost. */
	'consultation.left': { card: ConsultationCard; attendance: Attendance; cause: LeaveCause };
	'consultation.rollCalled': { card: ConsultationCard };
	/** `byChair`: noted by the chair for a unit that answered in another way. */
	'consultation.rollAnswered': {
		card: ConsultationCard;
		answer: RollCallAnswer;
		byChair: boolean;
	};
	'consultation.rollClosed': { card: ConsultationCard };
	'consultation.closed': { card: ConsultationCard };
} & ControlLines;

export type LeaveCause = 'left' | 'removed' | 'expired' | 'closed' | 'lost';

export type ConsultationEvent = {
	[T in keyof ConsultationPayload]: {
		type: T;
		subject: `consultation:${string}`;
		scope: string[];
		payload: ConsultationPayload[T];
	};
}[keyof ConsultationPayload];

export const isConsultationEvent = isEventOf<ConsultationEvent>('consultation');
