import { networkInterfaces } from 'node:os';
import type { TransportListenInfo } from 'mediasoup/types';

export interface Where {
	host: string;
	/** Port of the first worker; 0: any free ones. */
	port: number;
	announced: string | undefined;
}

/**
 * Where the worker of this number takes pictures and sound, UDP and TCP. With an announced address: on all of
 * ours, under that one. Without: on HOST; where that means "all", on each of this machine's own.
 */
export function listenInfos(
	{ host, port, announced }: Where,
	index: number
): TransportListenInfo[] {
	const isAll = host === '0.0.0.0' || host === '::';
	const ips = announced ? ['0.0.0.0'] : isAll ? ownAddresses() : [numeric(host)];
	return ips.flatMap((ip) =>
		(['udp', 'tcp'] as const).map((protocol) => ({
			protocol,
			ip,
			...(announced ? { announcedAddress: announced } : {}),
			...(port === 0 ? {} : { port: port + index })
		}))
	);
}

const numeric = (host: string) => (host === 'localhost' ? '127.0.0.1' : host);

function ownAddresses(): string[] {
	const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
	return all.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
}
