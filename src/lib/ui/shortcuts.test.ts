import { expect, test } from 'vitest';
import { keysOf } from './shortcuts.svelte.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test.each([
	[{ ...none, key: 'a' }, 'a'],
	[{ ...none, key: 'A', shiftKey: true }, 'Shift+a'],
	[{ ...none, key: '?', shiftKey: true }, '?'],
	[{ ...none, key: 'F2' }, 'F2'],
	[{ ...none, key: 'Enter', ctrlKey: true }, 'Mod+Enter'],
	[{ ...none, key: 'Enter', metaKey: true }, 'Mod+Enter'],
	[{ ...none, key: 'ArrowUp', shiftKey: true }, 'Shift+ArrowUp']
])('a key has one name on every keyboard: %o is %s', (event, name) => {
	expect(keysOf(event)).toBe(name);
});
