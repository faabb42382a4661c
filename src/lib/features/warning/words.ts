import { m } from '#lib/paraglide/messages.js';
import type { Frame } from '../report/schema.ts';
import { unitText } from '../unit/names.ts';
import type { WarningCard } from './schema.ts';
import type { Level } from '../event-class/schema.ts';

const names: Record<Level, () => string> = {
	1: m.warning_level_1,
	2: m.warning_level_2,
	3: m.warning_level_3,
	4: m.warning_level_4
};

/** 红色预警 … 蓝色预警; null: of no level. */
export const warningLevelName = (level: Level | null) =>
	level === null ? m.warning_level_none() : names[level]();

/** 演练, 演示; empty for what is real. */
export const frameText = (frame: Frame) =>
	({
		real: '',
		exercise: m.warning_badge_exercise(),
		demonstration: m.warning_badge_demonstration()
	})[frame];

/** For whom it is: the fewest units that say it; else in the agency's words. */
export const warningUnits = ({ units, areaText }: Pick<WarningCard, 'units' | 'areaText'>) =>
	units.length === 0 ? areaText : units.map(({ name }) => unitText(name)).join(m.journal_and());
