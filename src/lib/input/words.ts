import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { cut, lengthOf, oneLine, paragraphs, visibleLength } from './text.ts';

/**
 * The shared words of input. Every text that comes from outside is one of these, so that whatever is typed or pasted
 * can be stored, is measured alike in field and server, and is refused in a sentence (`speak-zod.ts`).
 */

/**
 * One line of at least `min` visible and at most `max` characters (code points). `missing`: what to say where it is
 * absent or too short, in place of the general sentence.
 */
export const line = (min: number, max: number, missing?: () => string) =>
	words(missing)
		.overwrite(oneLine)
		.check(sized(min, max, missing));

/** Paragraphs: as `line`, with its line breaks. */
export const text = (max: number, min = 0, missing?: () => string) =>
	words(missing)
		.overwrite(paragraphs)
		.check(sized(min, max, missing));

/** One line that is cut, not refused, where it is too long: of a machine's document, where all else is worth keeping. */
export const cutLine = (max: number) =>
	z.string().overwrite((typed) => oneLine(cut(oneLine(typed), max)));

/** What is looked for. Nothing is lost with its end, and a search never fails for it. */
export const searchText = (max = 60) => cutLine(max);

/** A password: as it was typed, to the last space. It is hashed, never stored. */
export const secret = (max: number) => z.string().check(sized(0, max));

/** A code or key, which says itself which characters it may have. `error`: how it is written. */
export const coded = (pattern: RegExp, error: () => string = m.input_id_wrong) =>
	z.string({ error }).regex(pattern, { error });

const words = (missing: (() => string) | undefined) =>
	z.string({ error: ({ input }) => (input == null ? missing?.() : undefined) });

type Measured = z.core.ParsePayload<string>;

const sized =
	(min: number, max: number, missing?: () => string) =>
	({ value, issues }: Measured) => {
		const about = { origin: 'string', inclusive: true, input: value } as const;
		if (lengthOf(value) > max) issues.push({ ...about, code: 'too_big', maximum: max });
		else if (visibleLength(value) < min) {
			const said = missing && { message: missing() };
			issues.push({ ...about, ...said, code: 'too_small', minimum: min });
		}
	};

/** Of a thing: a UUID, in the small letters in which subjects and addresses name it. */
export const Id = z.uuid({ error: m.input_id_wrong }).toLowerCase();

/** Of an act, made by the client: sending it again changes nothing. */
export const ActId = Id;

/** The version of a row that was seen; what PostgreSQL's `integer` holds. */
export const RowVersion = z.int().min(0).max(2_147_483_647);

/** A clock may be wrong by decades, but not by centuries. */
const [EARLIEST, LATEST] = [Date.UTC(1949), Date.UTC(2200)];
const isPossible = (at: number) => at >= EARLIEST && at < LATEST;
const impossible = { error: m.input_time_impossible };

/** An instant with its offset, as ISO text. PostgreSQL knows no offset beyond ±15:59, the world none beyond ±14:00. */
export const Instant = z.iso
	.datetime({ offset: true, abort: true, error: m.input_time_missing })
	.refine((at) => isPossible(Date.parse(at)), impossible)
	.refine((at) => !/[+-](1[5-9]|2\d|14:(?!00))[\d:]*$/.test(at), { error: m.input_offset_wrong });

/** An instant as a `Date`, as superjson carries it. */
export const InstantDate = z
	.date({ error: m.input_time_missing })
	.refine((at) => isPossible(at.getTime()), impossible);

/** An instant as a machine counts it, in milliseconds; catalogues of earthquakes begin before we do. */
export const EpochMs = z.number().min(Date.UTC(1900)).max(LATEST);

/** A day without a zone, `2026-11-22`. 9999 stands for "for ever" in many a list. */
export const Day = z.iso
	.date({ abort: true, error: m.input_day_missing })
	.refine((day) => day >= '1900', { error: m.input_day_impossible });
