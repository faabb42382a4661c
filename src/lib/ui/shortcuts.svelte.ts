import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

export type Shortcut = {
	/**
	 * `KeyboardEvent.key`, with `Shift+`, `Alt+` or `Mod+` before it (Mod is ⌘ on a Mac, else Ctrl): `a`, `F2`, `Mod+Enter`, `?`.
	 */
	keys: string;
	/** What it does, for the list that `?` opens. */
	does: () => string;
	run: (event: KeyboardEvent) => void;
};

/** The keys that work on this screen now, newest first: what was opened last is asked first. */
export const registered = $state<Shortcut[]>([]);

/**
 * Keys that work anywhere on the page while the element is there: `{@attach shortcuts([{ keys: 'a', … }])}`.
 * Bare letters do not fire while somebody types; keys with Mod or Alt and function keys do.
 */
export function shortcuts(list: readonly Shortcut[]): Attachment {
	// Untracked: an attachment runs again when what it read changes, and this one changes what it reads.
	return () => {
		untrack(() => add(list));
		return () => untrack(() => remove(list));
	};
}

function add(list: readonly Shortcut[]) {
	if (registered.length === 0) addEventListener('keydown', press);
	registered.unshift(...list);
}

function remove(list: readonly Shortcut[]) {
	for (const one of list) {
		const at = registered.findIndex((kept) => kept.keys === one.keys && kept.run === one.run);
		if (at >= 0) registered.splice(at, 1);
	}
	if (registered.length === 0) removeEventListener('keydown', press);
}

/** The name of a pressed key as `Shortcut.keys` writes it. Shift is named only where it does not show in the key. */
export function keysOf(
	event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>
) {
	const bare = event.key.length === 1;
	return [
		(event.ctrlKey || event.metaKey) && 'Mod',
		event.altKey && 'Alt',
		event.shiftKey && (!bare || /[a-z]/i.test(event.key)) && 'Shift',
		bare ? event.key.toLowerCase() : event.key
	]
		.filter(Boolean)
		.join('+');
}

function press(event: KeyboardEvent) {
	if (event.isComposing || event.defaultPrevented || event.repeat) return;
	const keys = keysOf(event);
	const plain = !/^(Mod|Alt)\+|^F\d|Escape/.test(keys);
	if (plain && isTyping(event.target)) return;
	// A modal dialog has the page's attention: only its own keys, which it handles itself.
	if (document.querySelector('dialog:modal')) return;
	const found = registered.find((one) => one.keys === keys);
	if (!found) return;
	event.preventDefault();
	found.run(event);
}

function isTyping(target: EventTarget | null) {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('input, textarea, select, [data-own-keys]'))
	);
}
