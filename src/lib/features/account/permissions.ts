import { definePermissions, mayBy, people } from '#lib/permission.ts';

export const accountPermissions = definePermissions({
	'account.keep': { roles: 'everybody', reach: 'any', scope: null },
	'token.make': { roles: people, reach: 'any', scope: null }
});

export const may = mayBy(accountPermissions);
