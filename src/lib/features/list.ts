import {
	placesFor,
	startPageOf,
	type AnyFeature,
	type AnyLines,
	type Visitor
} from '#lib/feature.ts';
import { account } from './account/feature.ts';
import { attachment } from './attachment/feature.ts';
import { clock } from './clock/feature.ts';
import { consultation } from './consultation/feature.ts';
import { eventClass } from './event-class/feature.ts';
import { feed } from './feed/feature.ts';
import { incident } from './incident/feature.ts';
import { joint } from './joint/feature.ts';
import { journal } from './journal/feature.ts';
import { knowledge } from './knowledge/feature.ts';
import { person } from './person/feature.ts';
import { place } from './place/feature.ts';
import { plan } from './plan/feature.ts';
import { report } from './report/feature.ts';
import { reportingRule } from './reporting-rule/feature.ts';
import { resource } from './resource/feature.ts';
import { shift } from './shift/feature.ts';
import { sign } from './sign/feature.ts';
import { task } from './task/feature.ts';
import { unit } from './unit/feature.ts';
import { warning } from './warning/feature.ts';
import { auditNounOf, sentenceOf, subjectsOf, titleOf } from './journal/sentence.ts';
import type { Audited, Line } from './journal/schema.ts';

/**
 * Every noun, low to high: each imports from those before it only. What is central follows from this list: sentences,
 * permissions, navigation, audit. A noun adds itself here and in `list.server.ts`, and nowhere else.
 */
export const features: readonly AnyFeature[] = [
	unit,
	person,
	account,
	journal,
	eventClass,
	reportingRule,
	shift,
	place,
	clock,
	report,
	attachment,
	warning,
	feed,
	resource,
	incident,
	joint,
	sign,
	task,
	plan,
	knowledge,
	consultation
];

/** One table of what each noun says. */
const merged = <T>(tables: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> =>
	Object.fromEntries(tables.flatMap((table) => Object.entries(table)));

const lines: AnyLines = merged(features.map((one) => one.lines));

/** One sentence for a line of the journal: who did what, without the time. */
export const journalSentence = (line: Pick<Line, 'type' | 'actorName' | 'payload'>) =>
	sentenceOf(lines, line);

/** The kind of act in a few words that tell nothing of its content. */
export const lineTitle = (type: string) => titleOf(lines, type);

/** What a line makes old: the things it is about, and whether their cards come with it. */
export const changeOf = (line: Pick<Line, 'type' | 'subject' | 'payload'>) => ({
	subjects: subjectsOf(lines, line),
	bringsCards: Object.hasOwn(lines, line.type) && lines[line.type]?.bringsCards === true
});

/** What an auditor can choose: the title of every noun that writes lines. */
export const auditNouns = merged(features.map((one) => one.nouns));

const typesOf = (noun: string) =>
	Object.keys(lines).filter((type) => auditNounOf(lines, type) === noun);

/** What there is to audit, for the journal, which knows no noun. */
export const audited: Audited = {
	nouns: Object.fromEntries(Object.keys(auditNouns).map((noun) => [noun, typesOf(noun)])),
	subjects: [...new Set(features.flatMap(({ subjects }) => Object.keys(subjects)))],
	readable: features
		.filter(({ isAdministration }) => isAdministration)
		.flatMap(({ nouns }) => Object.keys(nouns))
};

/** Every permission by name: who may, where, and with which token scope. */
export const permissions = merged(features.map((one) => one.permissions));

const places = features.flatMap((one) => one.places ?? []);

/** Where this person can go, in the order of the navigation. */
export const navigationFor = (who: Visitor) => placesFor(places, who);

/** Where the person's work begins; null for somebody who has no role yet. */
export const startPage = (who: Visitor) => startPageOf(places, who);
