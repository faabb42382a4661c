import type { ConsultationEvent } from './events.ts';
import type { Attendance, ConsultationCard, ConsultationRecord, RollCall } from './schema.ts';

/** The consultations that a screen knows, by id; the closed ones too, so that an older line cannot bring them back. */
export type ConsultationCards = Map<string, ConsultationCard>;

/** Applies one journal event, in place. Applying it twice changes nothing more (CN13). True where the card is newer than what was known. */
export function applyConsultationEvent(
	cards: ConsultationCards,
	{ payload: { card } }: ConsultationEvent
): boolean {
	const known = cards.get(card.id);
	if (known && known.version >= card.version) return false;
	cards.set(card.id, card);
	return true;
}

/** Open, and the unit was called: what its screens show. The newest first. */
export function calledTo(cards: ConsultationCards, unitId: string): ConsultationCard[] {
	return [...cards.values()]
		.filter((card) => card.closedAt === null && card.units.some((unit) => unit.unitId === unitId))
		.sort((a, b) => b.openedAt.localeCompare(a.openedAt) || b.id.localeCompare(a.id));
}

/** The record with what an event adds to it. */
export function withEvent(
	{ attendances, rollCalls }: ConsultationRecord,
	{ type, payload }: ConsultationEvent
): ConsultationRecord {
	const { rollCall } = payload.card;
	return {
		attendances:
			type === 'consultation.joined' || type === 'consultation.left'
				? withAttendance(attendances, payload.attendance)
				: attendances,
		rollCalls: rollCall === null ? rollCalls : withSheet(rollCalls, rollCall)
	};
}

/** Somebody who has left has not come again by an older line. */
function withAttendance(attendances: Attendance[], one: Attendance): Attendance[] {
	const known = attendances.find(({ id }) => id === one.id);
	if (!known) return [...attendances, one];
	if (known.leftAt !== null) return attendances;
	return attendances.map((each) => (each === known ? one : each));
}

function withSheet(sheets: RollCall[], sheet: RollCall): RollCall[] {
	const known = sheets.find(({ id }) => id === sheet.id);
	if (!known) return [...sheets, sheet];
	if (known.closedAt !== null || answersIn(known) > answersIn(sheet)) return sheets;
	return sheets.map((each) => (each === known ? sheet : each));
}

const answersIn = ({ answers }: RollCall) =>
	answers.filter(({ answeredAt }) => answeredAt !== null).length;
