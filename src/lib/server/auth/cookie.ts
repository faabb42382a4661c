import { createHmac, timingSafeEqual } from 'node:crypto';

export const SESSION_COOKIE = 'watchfire_session';

/**
 * The session token in the request's cookie, or null where there is none or its signature is not ours.
 * The form is better-auth's: `token.signature`, percent-encoded, the signature an HMAC-SHA-256 in base64.
 */
export function sessionToken(headers: Headers, secret: string): string | null {
	const value = cookieValue(headers.get('cookie') ?? '', SESSION_COOKIE);
	const dot = value?.lastIndexOf('.') ?? -1;
	if (!value || dot < 1) return null;
	const token = value.slice(0, dot);
	const given = Buffer.from(value.slice(dot + 1), 'base64');
	const right = createHmac('sha256', secret).update(token).digest();
	return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

function cookieValue(header: string, name: string): string | null {
	for (const part of header.split(';')) {
		const [key, ...rest] = part.split('=');
		if (key?.trim() !== name) continue;
		try {
			return decodeURIComponent(rest.join('=').trim());
		} catch {
			// Not percent-encoded text, so not written by us.
			return null;
		}
	}
	return null;
}
