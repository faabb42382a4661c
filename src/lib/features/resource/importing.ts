import { z } from 'zod';
import { text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ImportCounts } from './events.ts';
import type { ImportCommit, ImportPreview } from './schema.ts';

/** What the door answered: what was asked for, or a sentence why not. */
export type Answer<T> = { done: T } | { refused: string };

const DOOR = '/api/resources/import';
const Refused = z.object({ message: text(10_000) });

export const askPreview = (file: Blob) => ask<ImportPreview>({ act: 'preview' }, file);

export const askCommit = (commit: ImportCommit, file: Blob) =>
	ask<ImportCounts>({ act: 'commit', ...commit }, file);

async function ask<T>(query: Record<string, string>, file: Blob): Promise<Answer<T>> {
	try {
		const address = `${DOOR}?${new URLSearchParams(query).toString()}`;
		const response = await fetch(address, { method: 'POST', body: file });
		const body: unknown = await response.json();
		// Both are one version of the program, as with tRPC.
		if (response.ok) return { done: body as T };
		return { refused: Refused.safeParse(body).data?.message ?? m.resource_offline() };
	} catch {
		// The file may also have been moved or changed on disk since it was chosen; the browser does not say.
		return { refused: m.resource_offline() };
	}
}
