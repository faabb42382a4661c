import type { AttachmentType } from './schema.ts';

/** What is taken (AT3), by the type that the bytes say. Cameras, telephones and browsers make no others. */
const takenTypes = new Map<string, AttachmentType>([
	['image/jpeg', 'image'],
	['image/png', 'image'],
	['image/webp', 'image'],
	['image/gif', 'image'],
	['image/heic', 'image'],
	['image/heif', 'image'],
	['video/mp4', 'video'],
	['video/quicktime', 'video'],
	['video/webm', 'video']
]);

const endings: Record<AttachmentType, string[]> = {
	image: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'heic', 'heif'],
	video: ['mp4', 'm4v', 'mov', 'qt', 'webm']
};

/** For the file picker: what may be chosen. */
export const ACCEPT = [...takenTypes.keys()].join(',');

/** Photo or video, or null: not taken. `mime` is what the bytes say; null where they say nothing known. */
export const typeOf = (mime: string | null): AttachmentType | null =>
	mime === null ? null : (takenTypes.get(mime) ?? null);

/**
 * False where the name's ending promises something else than a photo or video of that type: whoever saves
 * it would open it with the wrong program. A PNG named `.jpg`, which telephones make, is no lie.
 */
export function isNamedAs(type: AttachmentType, name: string): boolean {
	const ending = /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase();
	return ending === undefined || endings[type].includes(ending);
}

/** The bytes that a `Range` header asks for (RFC 9110, 14.1.2), `whole` where it is absent or not of one range. */
export function rangeOf(
	header: string | null,
	size: number
): { start: number; end: number } | 'whole' | 'unsatisfiable' {
	const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
	if (from === undefined || to === undefined || (from === '' && to === '')) return 'whole';
	const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
	const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
	if (start >= size || (from === '' && Number(to) === 0)) return 'unsatisfiable';
	return end < start ? 'whole' : { start, end };
}
