import type { JournalLine, NounOf, PayloadOf } from './event.ts';
import { isAllowed, type Asking, type Permission, type Permissions } from './permission.ts';
import { Role, type Who } from './who.ts';

/** The rooms of the navigation, in its order. */
export const rooms = [
	'duty',
	'incident',
	'command',
	'library',
	'papers',
	'administration'
] as const;
export type Room = (typeof rooms)[number];

/** A page that the navigation leads to. */
export type Place = {
	href: `/${string}`;
	title: () => string;
	room: Room;
	/** Its position among those of the room. */
	at: number;
	/** Who has it in the navigation. */
	permission: Permission;
	/** The roles whose work begins here. */
	startsFor?: readonly Role[];
};

/** What the house says and knows of one type of event. */
export type LineWords<Payload> = {
	/** Who did what, without the time. `name`: who did it. */
	sentence: (payload: Payload, name: string) => string;
	/** The kind of act in a few words that tell nothing of its content. */
	title: () => string;
	/** What it is about beside its subject, as `noun:id`: a page that shows one of these is made old by it. */
	about?: (payload: Payload) => readonly string[];
	/** The cards of what it changed come with it: a page takes them from the line and asks nothing. */
	bringsCards?: true;
	/** The noun under which an auditor finds it, where that is not the part of its type before the dot. */
	noun?: string;
};
export type Lines<E extends JournalLine> = {
	readonly [T in E['type']]: LineWords<PayloadOf<E, T>>;
};

type SubjectOf<E extends JournalLine> = E['subject'] extends `${infer Noun}:${string}`
	? Noun
	: never;

/** What the rest of the house needs to know of a noun. Pure: no database, no framework, no component. */
export type Feature<E extends JournalLine> = {
	/** The feature's folder. */
	noun: string;
	permissions: Permissions;
	/** Each type of its events. */
	lines: Lines<E>;
	/** Its nouns in the audit, as the auditor chooses them. */
	nouns: Readonly<Record<NounOf<E>, () => string> & Record<string, () => string>>;
	/** The nouns that its lines are about, as a subject names them. */
	subjects: { readonly [Noun in SubjectOf<E>]: true };
	/** Its lines are about administration: an auditor reads what they contain (JO3). */
	isAdministration?: true;
	places?: readonly Place[];
};

/** A noun's manifest, whole by its type: an event without a sentence does not compile. */
export const defineFeature = <E extends JournalLine = never>(feature: Feature<E>) => feature;

/** A manifest as the list holds it, whatever its events are. */
export type AnyFeature = Omit<Feature<never>, 'lines' | 'nouns' | 'subjects'> & {
	lines: AnyLines;
	nouns: Readonly<Record<string, () => string>>;
	subjects: Readonly<Record<string, true>>;
};
export type AnyLines = Readonly<Record<string, LineWords<never>>>;

/** Who goes through the house: only this of `Who`. */
export type Visitor = Asking & Pick<Who, 'unitPath'>;

/** Where the person can go, room by room. */
export const placesFor = (places: readonly Place[], who: Visitor): Place[] =>
	rooms.flatMap((room) =>
		places
			.filter((place) => place.room === room && isAllowed(who, place.permission, who.unitPath))
			.sort((a, b) => a.at - b.at)
	);

/** Where the person's work begins, by the first of the roles; null for somebody who has none yet. */
export function startPageOf(places: readonly Place[], who: Visitor): Place['href'] | null {
	const roles = Role.options.filter((role) => who.roles.includes(role));
	for (const role of roles) {
		const place = places.find(({ startsFor }) => startsFor?.includes(role));
		if (place && isAllowed(who, place.permission, who.unitPath)) return place.href;
	}
	return null;
}
