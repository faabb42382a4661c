import { m } from '#lib/paraglide/messages.js';
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
