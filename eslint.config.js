import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Components only, without their types: svelte-check knows those. What is TypeScript alone is oxlint's. */
export default ts.config(
	{
		ignores: [
			'build/',
			'data/',
			'.svelte-kit/',
			'src/lib/paraglide/',
			'test-results/',
			'**/*.js',
			'**/*.ts',
			'!**/*.svelte.ts'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: { ...globals.browser },
			// Only what the rules need: the whole has functions, which ESLint's cache cannot keep.
			parserOptions: {
				parser: ts.parser,
				extraFileExtensions: ['.svelte'],
				svelteConfig: { compilerOptions: svelteConfig.compilerOptions }
			}
		},
		rules: {
			// TypeScript itself finds these, and knows more.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'svelte/no-navigation-without-resolve': 'off',
			// It speaks of every `new Date()` and `new Map()`, also where nothing is ever changed in them.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	}
);
