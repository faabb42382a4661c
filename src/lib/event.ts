/** A line of the journal as every noun writes it: what `record` takes and what a screen gets. */
export type JournalLine = { type: string; subject: string; scope: string[]; payload: unknown };

/**
 * A noun's events from its payloads by type. `Subject`: the noun that its lines are about, as the part of `subject`
 * before the colon.
 */
export type EventsOf<Payloads, Subject extends string> = {
	[T in keyof Payloads & string]: {
		type: T;
		subject: `${Subject}:${string}`;
		scope: string[];
		payload: Payloads[T];
	};
}[keyof Payloads & string];

export type PayloadOf<E extends JournalLine, T extends E['type']> = Extract<
	E,
	{ type: T }
>['payload'];

/** The part of the type before the dot. */
export type NounOf<E extends JournalLine> = E['type'] extends infer T
	? T extends `${infer Noun}.${string}`
		? Noun
		: never
	: never;

export const nounOf = (type: string) => type.slice(0, type.indexOf('.'));

/**
 * A guard for a noun's events. The payload is not looked at: `record` wrote it by the same type. A line of another
 * release may differ, so what reads lines takes what is absent for absent.
 */
export const isEventOf =
	<E extends JournalLine>(noun: NounOf<E>) =>
	<L extends { type: string }>(line: L): line is L & E =>
		nounOf(line.type) === noun;

/** What a screen keeps of a noun: filled by a query, then kept by the lines of the journal. */
export interface LiveStore {
	/**
	 * Takes from the line what is its own; of another's line it takes nothing. Applying one twice changes nothing
	 * more. True where it put something on the screen that was not there.
	 */
	apply(line: JournalLine): boolean;
}
