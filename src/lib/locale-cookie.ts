/** How paraglide is compiled, by Vite and by the command line alike. */
export const localeCookie = {
	strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as (
		'cookie' | 'preferredLanguage' | 'baseLocale'
	)[],
	cookieName: 'locale',
	emitReadme: false
};
