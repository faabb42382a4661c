import { m } from '#lib/paraglide/messages.js';
import type { FormFields } from './form-fields.ts';
import { statedLines } from './other-lines.ts';
import type { BodyText } from './schema.ts';

/** The parts of the form below the first four fields, in their order. */
export type Group = 'figures' | 'event' | 'measures' | 'requests' | 'commander' | 'files' | 'grade';

export const groupNames = {
	figures: m.report_form_group_figures,
	event: m.report_form_group_event,
	measures: m.report_form_group_measures,
	requests: m.report_form_group_requests,
	commander: m.report_form_group_commander,
	files: m.report_form_group_files,
	grade: m.report_form_group_grade
} satisfies Record<Group, () => string>;

export const groupTexts = {
	event: ['cause', 'course', 'impact', 'trend'],
	measures: ['leaders', 'measures', 'nextSteps'],
	requests: ['requests'],
	commander: []
} satisfies Partial<Record<Group, BodyText[]>>;

const four = ['classCode', 'placeText', 'at', 'occurredAt', 'knownAt', 'source'];
const grade = ['title', 'level', 'sensitive'];

/** Where the field stands that a sentence is about; null: it has none on the form. */
export function groupOf(path: string): Group | 'four' | null {
	const [head = ''] = path.split('.');
	if (four.includes(head)) return 'four';
	if (grade.includes(head)) return 'grade';
	if (head === 'otherFigures') return 'figures';
	if (head === 'figures' || head === 'commander') return head;
	if (head === 'attachments') return 'files';
	for (const [group, texts] of Object.entries(groupTexts)) {
		if ((texts as readonly string[]).includes(head)) return group as Group;
	}
	return null;
}

/** "2 项已填", said of a closed group; undefined for an empty one. */
export function filledIn(group: Group, fields: FormFields): string | undefined {
	const count = countOf(group, fields);
	return count === 0 ? undefined : m.report_form_filled({ count });
}

function countOf(group: Group, fields: FormFields): number {
	const filled = (texts: string[]) => texts.filter((text) => text.trim() !== '').length;
	switch (group) {
		case 'figures':
			return (
				Object.values(fields.figures).filter(({ value }) => value !== null).length +
				statedLines(fields).length
			);
		case 'commander':
			return filled(Object.values(fields.commander));
		case 'files':
			return fields.attachments.length;
		case 'grade':
			return filled([fields.title]) + (fields.level === null ? 0 : 1) + (fields.sensitive ? 1 : 0);
		case 'event':
		case 'measures':
		case 'requests':
			return filled(groupTexts[group].map((name) => fields.texts[name]));
	}
}
