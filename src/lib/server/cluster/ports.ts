import { createServer } from 'node:net';

/** Whether a server could listen on this port now. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
	return (await listenProblem(port, host)) === null;
}

/** Why no server can listen here now, as the system's code (`EADDRINUSE`, `EACCES` …), or null where one can. */
export function listenProblem(port: number, host: string): Promise<string | null> {
	return listenOnce(port, host).then(
		() => null,
		(error: NodeJS.ErrnoException) => error.code ?? error.message
	);
}

/** A port that nothing uses at this moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
	return listenOnce(0, host);
}

function listenOnce(port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host, exclusive: true }, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}
