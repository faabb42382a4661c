const PARENT_CHECK_MS = 300;

/**
 * Aborted when this command is to stop: Ctrl-C, SIGTERM, the terminal closed, or whoever started us
 * gone. npm does not pass a SIGTERM on through its shell, and a killed npm passes nothing on.
 */
export function stopSignal(): AbortSignal {
	const stopping = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// The terminal and npm may both send one: the second changes nothing.
		process.on(name, () => stopping.abort());
	}
	// The browser tests start us with a channel.
	process.once('disconnect', () => stopping.abort());
	if (process.env.npm_lifecycle_event) {
		const parent = process.ppid;
		setInterval(() => {
			if (process.ppid !== parent) stopping.abort();
		}, PARENT_CHECK_MS).unref();
	}
	return stopping.signal;
}

/** Resolves when `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve(), { once: true });
	});
}
