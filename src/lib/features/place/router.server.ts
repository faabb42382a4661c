import { LonLat } from '#lib/geo.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { placeAt, searchPlaces } from './queries.server.ts';
import { PlaceSearch } from './schema.ts';

export const placeRouter = router({
	search: personProcedure
		.input(PlaceSearch)
		.query(({ ctx, input }) => searchPlaces(ctx.db, input.text, input.near ?? ctx.who.unitId)),
	at: personProcedure.input(LonLat).query(({ ctx, input }) => placeAt(ctx.db, input))
});
