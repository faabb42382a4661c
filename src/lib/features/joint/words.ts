import { m } from '#lib/paraglide/messages.js';
import type { Gone, Thing } from '../incident/schema.ts';

/** What kind of thing it is, by the noun of its subject. */
const nouns: Record<string, () => string> = {
	report: m.joint_noun_report,
	sign: m.joint_noun_sign,
	task: m.joint_noun_task,
	warning: m.joint_noun_warning,
	resource: m.joint_noun_resource
};

export const nounOf = ({ subject }: Pick<Thing, 'subject'>) => subject.split(':')[0] ?? '';
export const nounText = (thing: Pick<Thing, 'subject'>) => nouns[nounOf(thing)]?.() ?? '';

/** 任务“封闭沿江道路”. */
export const thingText = (thing: Pick<Thing, 'subject' | 'title'>) =>
	m.joint_thing({ noun: nounText(thing), title: thing.title });

export const goneWords: Record<Gone, () => string> = {
	removed: m.joint_gone_removed,
	withdrawn: m.joint_gone_withdrawn
};
