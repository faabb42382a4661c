import { v7 as uuidv7 } from 'uuid';
import { cut, oneLine } from '#lib/input/text.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LocalFile } from '../report/drafts.ts';
import { typeOf } from './rules.ts';

/** As many as a report may declare. */
export const MOST_FILES = 20;

/** Which of the files chosen are taken, and a sentence for each that is not. The server looks at the bytes again. */
export function takeFiles(
	chosen: readonly File[],
	about: {
		reportId: string;
		personId: string;
		already: readonly { name: string; size: number }[];
		maxMb: number;
	}
): { taken: LocalFile[]; refused: string[] } {
	const [taken, refused]: [LocalFile[], string[]] = [[], []];
	for (const file of chosen) {
		const { name, size } = file;
		const isThere = [...about.already, ...taken].some(
			(one) => one.name === name && one.size === size
		);
		// Some systems give a HEIC photo no type at all: its bytes will say.
		if (file.type !== '' && typeOf(file.type) === null)
			refused.push(m.attachment_unknown_type({ name }));
		else if (size > about.maxMb * 2 ** 20) {
			refused.push(m.report_attachment_large({ name, mb: about.maxMb }));
		} else if (size === 0) refused.push(m.attachment_empty({ name }));
		else if (isThere) refused.push(m.report_attachment_twice({ name }));
		else if (about.already.length + taken.length >= MOST_FILES) {
			refused.push(m.attachment_too_many({ name, most: MOST_FILES }));
		} else taken.push(localFile(file, about));
	}
	return { taken, refused };
}

const localFile = (
	file: File,
	{ reportId, personId }: { reportId: string; personId: string }
): LocalFile => ({
	id: uuidv7(),
	reportId,
	personId,
	name: cut(oneLine(file.name), 200) || 'photo',
	size: file.size,
	blob: file,
	uploadUrl: null,
	sentBytes: 0,
	state: 'waiting',
	refusal: null
});

/** 3.4 MB, 812 kB. */
export function sizeWords(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
