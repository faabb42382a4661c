import { unreachable } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { clockFace, dayAndTime } from '#lib/time.ts';
import type { Channel, DueKind } from '../reporting-rule/schema.ts';
import { authorityOf } from './authority-name.ts';
import type { PreviewClock } from './rules.ts';
import type { ClockCard } from './schema.ts';

const channels: Record<Channel, () => string> = {
	phone: m.clock_by_phone,
	written: m.clock_in_writing
};
const kinds: Record<DueKind, () => string> = {
	first: m.clock_kind_first,
	followup: m.clock_kind_followup,
	final: m.clock_kind_final
};

/** "首报电话报 吉林市": what is due, how, to whom. */
export const lineOf = (card: Pick<ClockCard, 'kind' | 'channel' | 'to' | 'toUnitId' | 'toName'>) =>
	m.clock_line({
		kind: kinds[card.kind](),
		channel: channels[card.channel](),
		authority: authorityOf(card)
	});

/** From which instant it counts. */
export function basisWords({
	kind,
	basis,
	startedAt
}: Pick<ClockCard, 'kind' | 'basis' | 'startedAt'>): string {
	const time = dayAndTime(new Date(startedAt));
	if (kind === 'followup') return m.clock_basis_followup({ time });
	return basis === 'occurred' ? m.clock_basis_occurred({ time }) : m.clock_basis_received({ time });
}

/** What ended it, when and by whom; empty while it runs. */
export function stopWords({ stop, stoppedAt, stoppedByName }: ClockCard): string {
	if (!stop || !stoppedAt) return '';
	const time = dayAndTime(new Date(stoppedAt));
	const name = stoppedByName ?? '';
	switch (stop.kind) {
		case 'report':
			return m.clock_stop_report({ time, name });
		case 'phone':
			return m.clock_stop_phone({ time, name, told: stop.told });
		case 'sent':
			return m.clock_stop_sent({ time, name, told: stop.told });
		case 'waived':
			return m.clock_stop_waived({ time, name, reason: stop.reason });
		case 'unbound': {
			const reasons = {
				regraded: m.clock_stop_regraded,
				closed: m.clock_stop_closed,
				merged: m.clock_stop_merged
			};
			return reasons[stop.because]({ time });
		}
		default:
			return unreachable(stop);
	}
}

/** "电话报 吉林市：还剩 12:00": a limit of a report that is not sent yet. `authority`: its name, as the form knows it. */
export function previewWords(
	{ channel, dueAt }: PreviewClock,
	authority: string,
	now: Date
): string {
	const leftMs = dueAt.getTime() - now.getTime();
	const words = { channel: channels[channel](), authority, span: clockFace(leftMs) };
	return leftMs > 0 ? m.clock_preview_left(words) : m.clock_preview_over(words);
}
