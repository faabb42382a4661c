import type { IncomingMessage } from 'node:http';

/** The path that was asked for, without what follows a `?`; null for what is no path. Never throws, whatever was sent. */
export function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): string | null {
	const [path = ''] = url.split('?', 1);
	return /^\/(?!\/)/.test(path) ? path : null;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Where somebody comes from: the other end of the line. Where that is this machine, a proxy stands between, and the
 * last that it names counts (`X-Forwarded-For`): what stands before that, anybody may have written.
 */
export function addressOf({
	socket,
	headers
}: {
	socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
	headers: IncomingMessage['headers'];
}): string {
	const { remoteAddress = '' } = socket;
	if (!LOOPBACK.has(remoteAddress)) return remoteAddress;
	const named = [headers['x-forwarded-for'] ?? []].flat().join().split(',').at(-1)?.trim();
	return named || remoteAddress;
}
