import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Reason } from './rules.ts';
import type { LevelThreshold, Measure } from './schema.ts';

export const measureNames: Record<Measure, () => string> = {
	dead: m.event_class_measure_dead,
	seriouslyInjured: m.event_class_measure_seriously_injured,
	directLossYuan: m.event_class_measure_loss
};

const reasons: Record<Measure, (inputs: { value: string; atLeast: string }) => string> = {
	dead: m.event_class_because_dead,
	seriouslyInjured: m.event_class_because_seriously_injured,
	directLossYuan: m.event_class_because_loss
};

/** "12 人死亡（10 人以上）": why a level is suggested. */
export const reasonWords = ({ measure, value, atLeast }: Reason) =>
	reasons[measure]({ value: amountWords(measure, value), atLeast: amountWords(measure, atLeast) });

/** A count of people, or yuan in the reader's own large units (5000万元, CN¥50M). */
export function amountWords(measure: Measure, amount: number): string {
	const money = {
		style: 'currency',
		currency: 'CNY',
		notation: 'compact',
		maximumFractionDigits: 2
	} as const;
	return new Intl.NumberFormat(getLocale(), measure === 'directLossYuan' ? money : {}).format(
		amount
	);
}

/** "12（12Q、12T 除外）" */
export const prefixWords = ({
	classPrefix: prefix,
	exceptPrefixes
}: Pick<LevelThreshold, 'classPrefix' | 'exceptPrefixes'>) =>
	exceptPrefixes.length === 0
		? prefix
		: m.event_class_except_words({ prefix, except: exceptPrefixes.join(' ') });
