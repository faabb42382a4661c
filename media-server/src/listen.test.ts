import { expect, test } from 'vitest';
import { listenInfos } from './listen.ts';

const where = { host: '127.0.0.1', port: 8810, announced: undefined };

test('[MS10] each worker has a port of its own, for UDP and TCP', () => {
	expect(listenInfos(where, 0)).toEqual([
		{ protocol: 'udp', ip: '127.0.0.1', port: 8810 },
		{ protocol: 'tcp', ip: '127.0.0.1', port: 8810 }
	]);
	expect(listenInfos(where, 3).map(({ port }) => port)).toEqual([8813, 8813]);
	expect(listenInfos({ ...where, port: 0 }, 3)[0]).not.toHaveProperty('port');
});

test('[MS10] with an announced address it listens on all of ours and tells that one', () => {
	expect(listenInfos({ ...where, announced: 'duty.example.cn' }, 0)[0]).toEqual({
		protocol: 'udp',
		ip: '0.0.0.0',
		announcedAddress: 'duty.example.cn',
		port: 8810
	});
});

test('[MS10] where HOST means all, each own address is told, for no browser can reach 0.0.0.0', () => {
	const ips = listenInfos({ ...where, host: '0.0.0.0' }, 0).map(({ ip }) => ip);
	expect(ips).toContain('127.0.0.1');
	expect(ips).not.toContain('0.0.0.0');
});
