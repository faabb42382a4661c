import type { Frame } from '#lib/frame.ts';
import { m } from '#lib/paraglide/messages.js';
import { levelRoman } from '../event-class/rules.ts';
import type { Level } from '../event-class/schema.ts';

/** What is not real is said to be so, wherever an incident is shown. */
export const frameNames: Record<Exclude<Frame, 'real'>, () => string> = {
	exercise: m.incident_page_frame_exercise,
	demonstration: m.incident_page_frame_demonstration
};

/** A response has a number, but is not itself "grave": Ⅱ 级响应, or that none was started. */
export const responseText = (level: Level | null) =>
	level === null
		? m.incident_page_no_response()
		: m.incident_list_response({ level: levelRoman(level) });
