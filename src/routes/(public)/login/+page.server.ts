import { fail, redirect, type Cookies } from '@sveltejs/kit';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { chooseFirstPassword } from '#lib/features/account/mutations.server.ts';
import { signIn, type SignedIn } from '#lib/features/account/sign-in.server.ts';
import { Password } from '#lib/features/person/schema.ts';
import { nodeUnit } from '#lib/features/unit/node.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { db, settings } from '#src/app.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.who) redirect(303, destination(url));
	return {
		mustChoose: locals.standing?.mustChoose ?? false,
		node: await nodeUnit(db)
	};
};

/** The product's only form actions: signing in must work before any script of ours does. */
export const actions: Actions = {
	signIn: async ({ request, cookies, url, getClientAddress }) => {
		const form = await request.formData();
		const [username, password] = [textOf(form, 'username'), textOf(form, 'password')];
		if (!username || !password) return fail(400, { username, sentence: m.account_missing() });
		try {
			const signedIn = await signIn(db, settings, {
				username,
				password,
				address: getClientAddress(),
				agent: (request.headers.get('user-agent') ?? '').slice(0, 300)
			});
			setCookie(cookies, signedIn);
			// Otherwise the page is shown again and asks for a password of his own.
			if (signedIn.mustChoose) redirect(303, `/login${url.search}`);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return fail(error.code === 'forbidden' ? 429 : 400, { username, sentence: error.message });
		}
		redirect(303, destination(url));
	},
	choose: async ({ request, locals, url }) => {
		const { standing } = locals;
		if (!standing?.mustChoose) redirect(303, destination(url));
		const form = await request.formData();
		const [next, again] = [textOf(form, 'next'), textOf(form, 'again')];
		if (!Password.safeParse(next).success)
			return fail(400, { fields: { next: m.account_password_rule() } });
		if (next !== again) return fail(400, { fields: { again: m.account_not_equal() } });
		try {
			await chooseFirstPassword(db, standing.who, { actId: uuidv7(), next });
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return fail(400, { fields: error.fields ?? { next: error.message } });
		}
		redirect(303, destination(url));
	}
};

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

function setCookie(cookies: Cookies, { cookie: { name, value, maxAgeMs } }: SignedIn) {
	cookies.set(name, value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: settings.origin.startsWith('https:'),
		maxAge: maxAgeMs / 1000,
		encode: (percentEncoded) => percentEncoded
	});
}

/** Where he wanted to go, if that is a path of ours; `//evil.example` and `/\evil.example` are not. */
function destination(url: URL): string {
	const to = new URL(url.searchParams.get('to') ?? '/', settings.origin);
	return to.origin === new URL(settings.origin).origin ? `${to.pathname}${to.search}` : '/';
}
