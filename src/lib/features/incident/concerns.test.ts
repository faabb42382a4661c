import { describe, expect, test } from 'vitest';
import type { JournalLine } from '#lib/event.ts';
import { changeOf } from '../list.ts';
import { concernOf, reportIdsOf, type PageSubjects } from './concerns.ts';

const about: PageSubjects = {
	id: 'whole',
	subjects: new Set(['incident:whole', 'incident:part', 'report:t1', 'report:r2', 'warning:w1'])
};
const nothing = { line: false, page: false, log: false };

/** An event as far as the question needs it. */
const event = (type: string, subject: string, payload: unknown = {}): JournalLine => ({
	type,
	subject,
	scope: [],
	payload
});
const concern = (line: JournalLine) => concernOf(line, changeOf(line), about);
const filed = (threadId: string, incidentId: string | null) =>
	event('report.filed', 'report:new', { card: { threadId, incidentId } });

describe('[IN12] what a line of the journal makes old on the page', () => {
	test('a follow-up of one of its threads, and a report filed upward from it', () => {
		expect(concern(filed('t1', null))).toEqual({ line: true, page: true, log: false });
		expect(concern(filed('t9', 'part'))).toEqual({ line: true, page: true, log: false });
		expect(concern(filed('t9', null))).toEqual(nothing);
	});

	test('acts on its reports and on the incident, not those on others', () => {
		expect(concern(event('report.acknowledged', 'report:r2')).page).toBe(true);
		expect(concern(event('report.acknowledged', 'report:r9'))).toEqual(nothing);
		expect(concern(event('incident.graded', 'incident:part')).page).toBe(true);
		expect(concern(event('incident.graded', 'incident:other'))).toEqual(nothing);
	});

	test('[IN21] what replaces or lifts a linked warning, not another', () => {
		const update = (id: string) =>
			event('warning.updated', 'warning:new', { card: { id: 'new' }, replaced: [{ id }] });
		expect(concern(update('w1'))).toEqual({ line: true, page: true, log: false });
		expect(concern(update('w2'))).toEqual(nothing);
	});

	test('a note is a line and nothing else; so are clocks, whose cards come with the event', () => {
		const onlyLine = { line: true, page: false, log: false };
		expect(concern(event('incident.noted', 'incident:whole'))).toEqual(onlyLine);
		expect(concern(event('clock.stopped', 'report:t1'))).toEqual(onlyLine);
		expect(concern(event('clock.stopped', 'incident:other'))).toEqual(nothing);
	});

	test('what joined it brings its older lines along: the log is asked again', () => {
		expect(concern(event('incident.absorbed', 'incident:whole')).log).toBe(true);
		expect(concern(event('incident.reportJoined', 'incident:whole')).log).toBe(true);
	});

	test('[IN13] a merge is one line: the part’s own words stand on the part’s page only', () => {
		expect(concern(event('incident.merged', 'incident:part')).line).toBe(false);
		expect(concern(event('incident.merged', 'incident:whole')).line).toBe(true);
	});

	test('a change of shift renews who is on duty and is no line', () => {
		expect(concern(event('shift.changed', 'unit:220200'))).toEqual({
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
