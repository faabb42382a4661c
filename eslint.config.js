import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: ['build/', 'data/', '.svelte-kit/', 'src/lib/paraglide/', 'drizzle/', 'test-results/']
	},
	js.configs.recommended,
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: ['*.js'] },
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// TypeScript itself finds these, and knows more.
			'no-undef': 'off',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/restrict-template-expressions': 'off',
			'@typescript-eslint/only-throw-error': 'off',
			'@typescript-eslint/require-await': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			// It speaks of every `new Date()` and `new Map()`, also where nothing is ever changed in them.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		// Only what the rules need: the whole has functions, which ESLint's cache cannot keep.
		languageOptions: {
			parserOptions: {
				parser: ts.parser,
				svelteConfig: { compilerOptions: svelteConfig.compilerOptions }
			}
		}
	},
	{
		// To ESLint SvelteKit's `$types` are `any`; svelte-check knows them and judges.
		files: ['src/routes/**/*.ts'],
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off'
		}
	},
	// Each component makes TypeScript look at the whole program anew: four minutes for 220 of them. svelte-check looks at
	// their types, and what a component does belongs into modules, which are linted with theirs.
	{ files: ['**/*.svelte'], ...ts.configs.disableTypeChecked },
	{ files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked }
);
