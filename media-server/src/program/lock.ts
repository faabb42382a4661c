import { createHash } from 'node:crypto';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * One maker at a time for each cache, and whoever else wants a worker hears how far that one is. The lock is
 * a listening socket in Linux's abstract namespace: the kernel gives it to one only, and takes it back when
 * its holder dies, however that was.
 */
export interface Lock {
	/** To all who wait. */
	tell(progress: unknown): void;
	release(): Promise<void>;
}

/**
 * The lock, or null after somebody else, who had it, let go: look in the cache then, and ask again if need
 * be. `hear` gets what the holder tells.
 */
export async function takeLock(
	cacheFolder: string,
	hear: (progress: unknown) => void
): Promise<Lock | null> {
	// Elsewhere nothing is built, and two downloads at once do no harm: the last one is kept.
	if (process.platform !== 'linux') return { tell: () => {}, release: async () => {} };
	const name = `\0watchfire-${createHash('sha256').update(cacheFolder).digest('hex').slice(0, 24)}`;
	const waiting = new Set<Socket>();
	let last = '';
	const server = createServer((socket) => {
		waiting.add(socket);
		// Who waits may die too.
		socket.on('error', () => waiting.delete(socket)).on('close', () => waiting.delete(socket));
		if (last) socket.write(last);
	});
	if (!(await listens(server, name))) {
		await follow(name, hear);
		return null;
	}
	return {
		tell: (progress) => {
			last = `${JSON.stringify(progress)}\n`;
			for (const socket of waiting) socket.write(last);
		},
		release: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of waiting) socket.destroy();
			})
	};
}

function listens(server: Server, name: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(false);
			else reject(error);
		});
		server.listen(name, () => resolve(true));
	});
}

/** Until the holder lets go or dies. */
function follow(name: string, hear: (progress: unknown) => void): Promise<void> {
	return new Promise((resolve) => {
		const socket = connect(name);
		socket.on('error', () => {}).on('close', () => resolve());
		createInterface({ input: socket, crlfDelay: Infinity })
			.on('line', (text) => hear(JSON.parse(text)))
			.on('error', () => {});
	});
}
