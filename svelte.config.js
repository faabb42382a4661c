import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter(),
		// A page asks which program the server runs whenever its push line comes back, and this often besides. Milliseconds.
		version: { pollInterval: 600_000 },
		// Our own hook asks where a request comes from (`isForeign`): the framework's question would refuse an agency's
		// program that posts a document as `curl` does, and in no language of ours.
		csrf: { trustedOrigins: ['*'] },
		// Everything a page loads comes from this node: a watch room is often cut off from the Internet.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'media-src': ['self', 'blob:'],
				'font-src': ['self', 'data:'],
				'worker-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (config) => {
				config.include.push('../tests/**/*.ts', '../*.ts', '../media-server/**/*.ts');
				// One program for all: the service worker is checked with the rest.
				config.exclude = config.exclude.filter((path) => !path.includes('service-worker'));
			}
		}
	}
};
