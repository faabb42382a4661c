import type { IncidentEvent } from './events.ts';
import type { OwnNotice } from './schema.ts';

/** The notices (通报) to one unit that its screen knows, by id; acknowledged ones too, so that an older line cannot bring them back. */
export type OwnNotices = Map<string, OwnNotice>;

/** Of those acknowledged, so many stay: for the desk that has one before it, and no wall grows for ever. */
const MOST_ACKNOWLEDGED = 50;

/**
 * Applies one journal event to the notices of `unitId`, in place. Applying it twice changes nothing more (IN12).
 * True where it put a notice on the screen that was not there.
 */
export function applyNoticeEvent(
	notices: OwnNotices,
	unitId: string,
	{ type, payload }: IncidentEvent
): boolean {
	switch (type) {
		case 'incident.informed': {
			const { card, notice } = payload;
			const { units, ...told } = notice;
			if (notices.has(told.id) || !units.some((one) => one.unitId === unitId)) return false;
			const { title, incidentLevel, frame } = card;
			const state = { acknowledgedAt: null, acknowledgedByName: null, shownInId: card.id };
			notices.set(told.id, { ...told, ...state, title, incidentLevel, frame });
			return true;
		}
		case 'incident.informAcknowledged': {
			const known = notices.get(payload.noticeId);
			if (!known || payload.unit.unitId !== unitId) return false;
			const { acknowledgedAt, acknowledgedByName } = payload.unit;
			notices.set(known.id, { ...known, acknowledgedAt, acknowledgedByName });
			forgetOldest(notices);
			return false;
		}
		case 'incident.merged':
			move(notices, (one) => one.shownInId === payload.card.id, payload.into.id);
			return false;
		case 'incident.unmerged':
			move(notices, (one) => one.incidentId === payload.card.id, payload.card.id);
			return false;
		default:
			return false;
	}
}

/** What nobody at the unit has acknowledged, the oldest first. */
export const waitingNotices = (notices: OwnNotices): OwnNotice[] =>
	[...notices.values()].filter(({ acknowledgedAt }) => acknowledgedAt === null).sort(oldestFirst);

const oldestFirst = (a: OwnNotice, b: OwnNotice) =>
	a.informedAt.localeCompare(b.informedAt) || a.id.localeCompare(b.id);

function move(notices: OwnNotices, isMoved: (notice: OwnNotice) => boolean, shownInId: string) {
	for (const notice of notices.values()) {
		if (isMoved(notice)) notices.set(notice.id, { ...notice, shownInId });
	}
}

function forgetOldest(notices: OwnNotices) {
	const done = [...notices.values()].filter(({ acknowledgedAt }) => acknowledgedAt !== null);
	const superfluous = Math.max(0, done.length - MOST_ACKNOWLEDGED);
	for (const { id } of done.sort(oldestFirst).slice(0, superfluous)) notices.delete(id);
}
