import type { Answer } from '../contract/control.ts';
import type { WorkerProgram } from '../contract/shared.ts';
import type { Rooms } from './rooms.ts';

type Metrics = Answer<'metrics'>;
type Traffic = { packets: number; bytes: number };

/** How the rooms and the workers are, now. */
export async function measure(rooms: Rooms, program: WorkerProgram): Promise<Metrics> {
	const peers = rooms.all.flatMap((room) => [...room.peers.values()]);
	const owned = peers.flatMap(({ media }) => media ?? []);
	const [incoming, outgoing, workers] = await Promise.all([
		traffic(
			owned.flatMap(({ producers }) => [...producers.values()]),
			'inbound-rtp'
		),
		traffic(
			owned.flatMap(({ consumers }) => [...consumers.values()]),
			'outbound-rtp'
		),
		Promise.all((rooms.pool?.slots ?? []).map(workerOf))
	]);
	return {
		program,
		rooms: rooms.all.length,
		peers: peers.filter(({ line }) => line !== null).length,
		workers: workers.flatMap((worker) => worker ?? []),
		packetsIn: incoming.packets,
		packetsOut: outgoing.packets,
		bytesIn: incoming.bytes,
		bytesOut: outgoing.bytes
	};
}

type Measured = { getStats(): Promise<{ type: string; packetCount: number; byteCount: number }[]> };

async function traffic(streams: Measured[], type: string): Promise<Traffic> {
	const stats = await Promise.all(
		// One that closes while we ask counts no more.
		streams.map((stream) => stream.getStats().catch(() => []))
	);
	return stats
		.flat()
		.filter((stat) => stat.type === type)
		.reduce(
			(sum, { packetCount, byteCount }) => ({
				packets: sum.packets + packetCount,
				bytes: sum.bytes + byteCount
			}),
			{ packets: 0, bytes: 0 }
		);
}

type Slots = NonNullable<Rooms['pool']>['slots'];

/** Null for one that is being replaced. */
async function workerOf(slot: Slots[number]): Promise<Metrics['workers'][number] | null> {
	const { running, rooms, restarts } = slot;
	const usage = await running?.worker.getResourceUsage().catch(() => null);
	if (!running || !usage) return null;
	return {
		pid: running.worker.pid,
		port: running.port,
		rooms,
		cpuMs: usage.ru_utime + usage.ru_stime,
		memoryMb: Math.round(usage.ru_maxrss / 1024),
		restarts
	};
}
