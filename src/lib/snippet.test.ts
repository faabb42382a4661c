import { expect, test } from 'vitest';
import { snippetOf } from './snippet.ts';

test('[IP2] what stands around a word is cut between characters', () => {
	const found = snippetOf(`标题\n${'🚒'.repeat(30)}。洪水。${'🚒'.repeat(30)}`, '洪水');
	expect(found?.hit).toBe('洪水');
	for (const part of Object.values(found ?? {})) expect(part.isWellFormed()).toBe(true);
});
