import { m } from '#lib/paraglide/messages.js';

/** What a document from an agency may be refused for, or taken in spite of, each with its sentence. */
const sentences = {
	// It cannot be read at all.
	empty: () => m.warning_finding_empty(),
	tooLarge: ({ limit }) => m.warning_finding_too_large({ limit }),
	tooDeep: ({ limit }) => m.warning_finding_too_deep({ limit }),
	tooMany: ({ limit }) => m.warning_finding_too_many({ limit }),
	tooSlow: ({ limit }) => m.warning_finding_too_slow({ limit }),
	encodingUnknown: ({ encoding }) => m.warning_finding_encoding_unknown({ encoding }),
	encodingWrong: ({ encoding }) => m.warning_finding_encoding_wrong({ encoding }),
	doctype: () => m.warning_finding_doctype(),
	entity: () => m.warning_finding_entity(),
	notXml: () => m.warning_finding_not_xml(),
	unclosed: () => m.warning_finding_unclosed(),
	notJson: () => m.warning_finding_not_json(),
	// It is something else.
	notAlert: ({ name }) => m.warning_finding_not_alert({ name }),
	listOfAlerts: ({ name }) => m.warning_finding_list_of_alerts({ name }),
	otherNamespace: ({ namespace }) => m.warning_finding_other_namespace({ namespace }),
	notFeatureCollection: () => m.warning_finding_not_feature_collection(),
	// Something is missing or wrong in it.
	missing: ({ name }) => m.warning_finding_missing({ name }),
	repeated: ({ name }) => m.warning_finding_repeated({ name }),
	tooLong: ({ name, limit }) => m.warning_finding_too_long({ name, limit }),
	notOneOf: ({ name, value, allowed }) => m.warning_finding_not_one_of({ name, value, allowed }),
	nameCharacters: ({ name, value }) => m.warning_finding_name_characters({ name, value }),
	timeWithoutOffset: ({ name, value }) => m.warning_finding_time_without_offset({ name, value }),
	timeBuddhist: ({ name, value, year }) => m.warning_finding_time_buddhist({ name, value, year }),
	timeWrong: ({ name, value }) => m.warning_finding_time_wrong({ name, value }),
	timeFuture: ({ name, value }) => m.warning_finding_time_future({ name, value }),
	cancelsNothing: () => m.warning_finding_cancels_nothing(),
	polygonNumber: ({ value }) => m.warning_finding_polygon_number({ value }),
	polygonOrder: ({ value }) => m.warning_finding_polygon_order({ value }),
	polygonFew: ({ count }) => m.warning_finding_polygon_few({ count }),
	polygonFlat: () => m.warning_finding_polygon_flat(),
	circleWrong: ({ value }) => m.warning_finding_circle_wrong({ value }),
	circleRadius: ({ value, limit }) => m.warning_finding_circle_radius({ value, limit }),
	quakeWithout: ({ name }) => m.warning_finding_quake_without({ name }),
	// It was fetched, and did not come.
	httpStatus: ({ status }) => m.warning_finding_http_status({ status }),
	unreachable: ({ reason }) => m.warning_finding_unreachable({ reason }),
	noFolder: ({ reason }) => m.warning_finding_no_folder({ reason }),
	// Taken all the same; said beside it.
	timeZulu: ({ name }) => m.warning_finding_time_zulu({ name }),
	ringClosed: () => m.warning_finding_ring_closed(),
	ringRepaired: () => m.warning_finding_ring_repaired(),
	updatesNothing: () => m.warning_finding_updates_nothing(),
	refersToItself: () => m.warning_finding_refers_to_itself(),
	referenceUnreadable: ({ value }) => m.warning_finding_reference_unreadable({ value }),
	conditionMissing: ({ name, scope }) => m.warning_finding_condition_missing({ name, scope }),
	elementUnknown: ({ name }) => m.warning_finding_element_unknown({ name }),
	noInfo: () => m.warning_finding_no_info(),
	expiresEarly: () => m.warning_finding_expires_early(),
	expiryAssumed: ({ hours }) => m.warning_finding_expiry_assumed({ hours }),
	geocodeParent: ({ value, unit }) => m.warning_finding_geocode_parent({ value, unit }),
	geocodeUnknown: ({ value }) => m.warning_finding_geocode_unknown({ value }),
	noPlace: () => m.warning_finding_no_place()
} satisfies Record<string, (words: Record<Word, string>) => string>;

const words = [
	...(['limit', 'encoding', 'name', 'namespace', 'value', 'allowed', 'year', 'count'] as const),
	...(['status', 'reason', 'scope', 'hours', 'unit'] as const)
];
type Word = (typeof words)[number];
/** What a sentence is completed with. */
export type Words = Partial<Record<Word, string>>;
export type FindingCode = keyof typeof sentences;

/**
 * A fault refuses a document; a remark goes with what it became. Kept as data, so that each reader has it in
 * his own language. `path`: `alert/info[2]/area/polygon`, or empty for the whole; `line` from 1.
 */
export type Finding = { code: FindingCode; words: Words; path: string; line: number | null };

export const finding = (
	code: FindingCode,
	at: { path: string; line: number | null } = { path: '', line: null },
	given: Words = {}
): Finding => ({ code, words: given, path: at.path, line: at.line });

/** One sentence, with its place before it: `第 12 行 alert/info/sent：…`. */
export function findingText({ code, words: given, path, line }: Finding): string {
	const speak: (words: Record<Word, string>) => string = sentences[code];
	const all = Object.fromEntries(words.map((word) => [word, given[word] ?? '']));
	const sentence = speak(all as Record<Word, string>);
	if (line !== null) {
		const place = path === '' ? m.warning_line({ line }) : m.warning_line_path({ line, path });
		return m.warning_placed({ place, sentence });
	}
	return path === '' ? sentence : m.warning_placed({ place: path, sentence });
}
