import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import { m } from '#lib/paraglide/messages.js';
import { isNamedAs, typeOf } from './rules.ts';

/** Beyond this a picture is a bomb, or at least hangs the desk's browser. The largest telephones make 200. */
const MOST_PIXELS = 220_000_000;
const THUMBNAIL_PX = 480;

/** What the bytes are, or the sentence why they are not taken. */
export type Verdict =
	{ mime: string; sha256: string; thumbnail: Buffer | null; refusal: null } | { refusal: string };

// One picture at a time on one core: twenty photos at once must not slow the report that comes with them.
sharp.concurrency(1);
sharp.cache(false);

/** Looks at the bytes of the file, not at its name (AT3); makes the thumbnail (AT4). */
export async function inspect(path: string, name: string): Promise<Verdict> {
	const mime = (await fileTypeFromFile(path))?.mime ?? null;
	const type = typeOf(mime);
	if (mime === null || type === null) return { refusal: m.attachment_unknown_type({ name }) };
	if (!isNamedAs(type, name)) return { refusal: m.attachment_mislabelled({ name, mime }) };
	const thumbnail = type === 'image' ? await thumbnailOf(path, mime) : null;
	if (thumbnail === 'damaged') return { refusal: m.attachment_damaged({ name }) };
	if (thumbnail === 'tooLarge') return { refusal: m.attachment_too_many_pixels({ name }) };
	// What is acknowledged must survive a power cut.
	const file = await open(path, 'r+');
	try {
		await file.sync();
	} finally {
		await file.close();
	}
	return { mime, thumbnail, sha256: await sha256Of(path), refusal: null };
}

/** WebP, upright, without the camera's metadata: no position leaves with it. Null: no decoder here for this kind. */
async function thumbnailOf(
	path: string,
	mime: string
): Promise<Buffer | 'damaged' | 'tooLarge' | null> {
	// HEVC is encumbered by patents, so sharp cannot open what an iPhone takes; the file itself is kept.
	if (mime === 'image/heic' || mime === 'image/heif') return null;
	const picture = sharp(path, { limitInputPixels: false, failOn: 'none' });
	const size = await picture.metadata().catch(() => null);
	if (!size) return 'damaged';
	if (size.width * size.height > MOST_PIXELS) return 'tooLarge';
	return await picture
		.autoOrient()
		.resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 72 })
		.toBuffer()
		.catch(() => 'damaged' as const);
}

async function sha256Of(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}
