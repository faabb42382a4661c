import { defineFeature } from '#lib/feature.ts';

export const place = defineFeature({
	noun: 'place',
	permissions: {},
	lines: {},
	nouns: {},
	subjects: {}
});
