/**
 * Loaded into every service by `--import`: when the supervisor is gone, even by `kill -9`, the system
 * closes the channel to it, and the service ends too instead of blocking the ports of the next start.
 */
const GRACE_MS = 2_000;

process.once('disconnect', () => {
	setTimeout(() => process.exit(1), GRACE_MS).unref();
	process.kill(process.pid, 'SIGTERM');
});
// The channel alone is no reason to live: a service that has closed its server may end.
process.channel?.unref();
