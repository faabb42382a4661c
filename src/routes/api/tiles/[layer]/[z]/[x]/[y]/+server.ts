import { error } from '@sveltejs/kit';
import { MAX_TILE_ZOOM, UnitTile } from '#lib/features/unit/schema.ts';
import { unitsVersion, unitTile } from '#lib/features/unit/tile-queries.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { db } from '#src/app.server.ts';
import type { RequestHandler } from './$types';

const VECTOR_TILE = 'application/vnd.mapbox-vector-tile';
/** With `?v=<version>` of `unit.list` the address names these very bytes; without, the browser asks again each time. */
const FOR_EVER = 'private, max-age=31536000, immutable';
const ASK_AGAIN = 'private, no-cache';

/** Vector tiles for signed-in people: `/api/tiles/units/{z}/{x}/{y}?v=…&language=zh-CN|en`. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	if (!locals.who) error(401, m.errors_signed_out());
	if (params.layer !== 'units') error(404, m.unit_tile_unknown_layer({ layer: params.layer }));
	const language = url.searchParams.get('language') ?? undefined;
	const asked = UnitTile.safeParse({ ...params, language });
	if (!asked.success) error(400, m.unit_tile_address_wrong({ zoom: MAX_TILE_ZOOM }));

	const version = await unitsVersion(db);
	const { z, x, y } = asked.data;
	const etag = `"${version}-${z}-${x}-${y}-${asked.data.language}"`;
	const headers = {
		etag,
		'cache-control': url.searchParams.get('v') === version ? FOR_EVER : ASK_AGAIN
	};
	if (request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers });
	const tile = await unitTile(db, asked.data);
	if (!tile) return new Response(null, { status: 204, headers });
	return new Response(new Uint8Array(tile), {
		headers: { ...headers, 'content-type': VECTOR_TILE }
	});
};
