import { createServer } from 'node:http';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

type Output =
	{ type: 'chunk'; fileName: string; code: string; isEntry: boolean } | { type: 'asset' };

/** The bare page, built from the room's own sources and served on a free port of this machine. */
export async function servePage(entry = path.join(import.meta.dirname, 'main.ts')) {
	const { files, main } = await bundle(entry);
	const server = createServer((request, response) => {
		const script = files.get((request.url ?? '').slice(1));
		response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
		response.end(
			script ?? `<!doctype html><body><script type="module" src="/${main}"></script></body>`
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const { port } = server.address() as { port: number };
	return {
		url: `http://localhost:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

async function bundle(entry: string): Promise<{ files: Map<string, string>; main: string }> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
		resolve: { dedupe: ['zod'] },
		build: {
			write: false,
			minify: false,
			modulePreload: false,
			rollupOptions: { input: { main: entry } }
		}
	});
	const { output } = (Array.isArray(built) ? built[0] : built) as { output: Output[] };
	const chunks = output.filter((it) => it.type === 'chunk');
	return {
		files: new Map(chunks.map(({ fileName, code }) => [fileName, code])),
		main: chunks.find(({ isEntry }) => isEntry)?.fileName ?? ''
	};
}
