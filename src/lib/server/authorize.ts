import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';

declare const checked: unique symbol;
/** A thing somebody was shown to be allowed `Act` on. Only `authorize` makes one. */
export type Authorized<Act extends string, T> = T & { readonly [checked]: Act };

/** `thing`, branded as allowed; or a refusal in words. `isAllowed` comes from `may` in features/person/rules. */
export function authorize<Act extends string, T>(
	_act: Act,
	thing: T,
	isAllowed: boolean
): Authorized<Act, T> {
	if (!isAllowed) throw new Failure('forbidden', m.errors_forbidden());
	return thing as Authorized<Act, T>;
}
