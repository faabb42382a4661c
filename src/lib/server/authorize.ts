import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { isAllowed, type Permission } from '#lib/permission.ts';
import type { Who } from '#lib/who.ts';

declare const checked: unique symbol;
/** A thing somebody was shown to be allowed `Act` on. Only `authorize` makes one. */
export type Authorized<Act extends string, T> = T & { readonly [checked]: Act };

/** `thing`, branded as allowed; or a refusal in words. `isAllowed` comes from `may` of the noun’s permissions. */
export function authorize<Act extends string, T>(
	_act: Act,
	thing: T,
	isAllowed: boolean
): Authorized<Act, T> {
	if (!isAllowed) throw new Failure('forbidden', m.errors_forbidden());
	return thing as Authorized<Act, T>;
}

/** Refuses at once whoever may not do such a thing to anything. Where they may, the thing at hand decides. */
export function authorizeAct(who: Who, permission: Permission) {
	authorize(permission.name, who, isAllowed(who, permission, who.unitPath));
}
