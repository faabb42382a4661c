import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { speakZod } from '#lib/speak-zod.ts';

export const init: ClientInit = () => {
	// Our policy forbids `eval`; Zod would try, and the browser would report it.
	z.config({ jitless: true });
	speakZod();
};

export const handleError: HandleClientError = ({ error, status }) => {
	if (status === 404) return { message: m.errors_page_not_found() };
	// The line is cut: the page's data or code could not be fetched. The page on screen stays as it is.
	if (error instanceof TypeError && !navigator.onLine) return { message: m.errors_unavailable() };
	const id = uuidv7();
	console.error(id, error);
	return { message: m.errors_bug({ id }), id };
};
