import type { LevelThreshold, Measure } from './schema.ts';

const DECREE_493 =
	'国务院令第493号《生产安全事故报告和调查处理条例》第三条：特别重大、重大、较大、一般四级；“以上”含本数，“以下”不含本数（未与原文核对，可信度高）。第二条：环境污染、核设施和国防科研生产事故不适用（未与原文核对）。';

/** At least so many, for Ⅰ, Ⅱ, Ⅲ and Ⅳ. The decree's Ⅳ is "fewer than Ⅲ": any harm at all. */
const decree: Record<Measure, readonly [number, number, number, number]> = {
	dead: [30, 10, 3, 1],
	seriouslyInjured: [100, 50, 10, 1],
	directLossYuan: [100_000_000, 50_000_000, 10_000_000, 1]
};

const levels = [1, 2, 3, 4] as const;
const measures = ['dead', 'seriouslyInjured', 'directLossYuan'] as const satisfies Measure[];

/** The thresholds that the program ships: those of production-safety accidents. No source gave others. */
export const shippedThresholds: readonly LevelThreshold[] = measures.flatMap((measure) =>
	levels.map((level) => ({
		key: `decree493.${measure}-${level}`,
		classPrefix: '12',
		exceptPrefixes: ['12Q', '12T'],
		measure,
		atLeast: decree[measure][level - 1] ?? 1,
		level,
		sourceDocument: DECREE_493
	}))
);
