import { m } from '#lib/paraglide/messages.js';
import type { Outage } from '#lib/queue.svelte.ts';
import { hourMinuteSecond } from '#lib/time.ts';
import type { LocalDraft } from './drafts.ts';
import { kindName } from './rules.ts';

type Standing = Pick<LocalDraft, 'state' | 'refusal'>;

/** It did not go, and somebody should look at it. */
export const isSetAside = ({ state, refusal }: Standing) =>
	state === 'refused' || (state === 'waiting' && refusal !== null);

/** 草稿, 待发送（离线）, 发送中, 未能发出, 已送达, 被拒: where a draft stands on this machine. */
export function draftStateName(
	draft: Standing,
	{ isOnline, isSending }: { isOnline: boolean; isSending: boolean }
): string {
	if (draft.state === 'writing') return m.report_outbox_writing();
	if (draft.state === 'refused') return m.report_outbox_refused();
	if (draft.state === 'sent') return m.report_outbox_sent();
	if (isSending) return m.report_outbox_sending();
	if (isSetAside(draft)) return m.report_outbox_aside();
	return isOnline ? m.report_outbox_waiting() : m.report_outbox_waiting_offline();
}

/** Why nothing goes just now, in a sentence; null where what waits is going. */
export function outageSentence(outage: Outage | null, isOnline: boolean): string | null {
	if (outage === 'signedOut') return m.report_outbox_signed_out();
	if (!isOnline || outage === 'offline') return m.report_outbox_offline();
	return outage === 'unavailable' ? m.report_outbox_unavailable() : null;
}

/** Why this one was set aside, and when it is tried again by itself. */
export function asideSentence({ state, refusal, nextTryAt }: LocalDraft): string {
	const again =
		state === 'waiting' && nextTryAt
			? m.report_outbox_tries_again({ time: hourMinuteSecond(new Date(nextTryAt)) })
			: '';
	return `${refusal?.message ?? ''}${again}`;
}

/** Said of one that waits for another to arrive. */
export const afterSentence = (first: LocalDraft) =>
	isSetAside(first)
		? m.report_outbox_after_aside({ name: draftName(first) })
		: m.report_outbox_after({ name: draftName(first) });

/** 首报, 续报二: what it will be called, as far as is known here. */
export const draftName = ({ fields, continued }: LocalDraft) =>
	kindName({
		kind: fields.kind,
		number: continued ? continued.newest.number + 1 : 0,
		isCorrection: fields.isCorrection
	});
