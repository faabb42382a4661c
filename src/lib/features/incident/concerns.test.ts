import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../events.ts';
import { concernOf, reportIdsOf, type PageSubjects } from './concerns.ts';

const about: PageSubjects = {
	id: 'whole',
	incidents: new Set(['whole', 'part']),
	threads: new Set(['t1']),
	reports: new Set(['t1', 'r2']),
	warnings: new Set(['w1'])
};
const nothing = { line: false, page: false, log: false };

/** An event as far as the question needs it. */
const event = (type: JournalEvent['type'], subject: string, payload: unknown = {}) =>
	({ type, subject, scope: [], payload }) as unknown as JournalEvent;
const filed = (threadId: string, incidentId: string | null) =>
	event('report.filed', 'report:new', { card: { threadId, incidentId } });

describe('[IN12] what a line of the journal makes old on the page', () => {
	test('a follow-up of one of its threads, and a report filed upward from it', () => {
		expect(concernOf(filed('t1', null), about)).toEqual({ line: true, page: true, log: false });
		expect(concernOf(filed('t9', 'part'), about)).toEqual({ line: true, page: true, log: false });
		expect(concernOf(filed('t9', null), about)).toEqual(nothing);
	});

	test('acts on its reports and on the incident, not those on others', () => {
		expect(concernOf(event('report.acknowledged', 'report:r2'), about).page).toBe(true);
		expect(concernOf(event('report.acknowledged', 'report:r9'), about)).toEqual(nothing);
		expect(concernOf(event('incident.graded', 'incident:part'), about).page).toBe(true);
		expect(concernOf(event('incident.graded', 'incident:other'), about)).toEqual(nothing);
	});

	test('[IN21] what replaces or lifts a linked warning, not another', () => {
		const update = (id: string) =>
			event('warning.updated', 'warning:new', { card: { id: 'new' }, replaced: [{ id }] });
		expect(concernOf(update('w1'), about)).toEqual({ line: true, page: true, log: false });
		expect(concernOf(update('w2'), about)).toEqual(nothing);
	});

	test('a note is a line and nothing else; so are clocks, whose cards come with the event', () => {
		const onlyLine = { line: true, page: false, log: false };
		expect(concernOf(event('incident.noted', 'incident:whole'), about)).toEqual(onlyLine);
		expect(concernOf(event('clock.stopped', 'report:t1'), about)).toEqual(onlyLine);
		expect(concernOf(event('clock.stopped', 'incident:other'), about)).toEqual(nothing);
	});

	test('what joined it brings its older lines along: the log is asked again', () => {
		expect(concernOf(event('incident.absorbed', 'incident:whole'), about).log).toBe(true);
		expect(concernOf(event('incident.reportJoined', 'incident:whole'), about).log).toBe(true);
	});

	test('[IN13] a merge is one line: the part’s own words stand on the part’s page only', () => {
		expect(concernOf(event('incident.merged', 'incident:part'), about).line).toBe(false);
		expect(concernOf(event('incident.merged', 'incident:whole'), about).line).toBe(true);
	});

	test('a change of shift renews who is on duty and is no line', () => {
		expect(concernOf(event('shift.changed', 'unit:220200'), about)).toEqual({
			...nothing,
			page: true
		});
	});
});

test('attachments are asked of the newest 200 reports', () => {
	const reports = Array.from({ length: 201 }, (_, i) => ({
		report: { id: `r${i}`, receivedAt: new Date(i * 1000).toISOString() }
	}));
	const ids = reportIdsOf({ threads: [{ reports }] });
	expect(ids).toHaveLength(200);
	expect(ids[0]).toBe('r200');
	expect(ids).not.toContain('r0');
});
