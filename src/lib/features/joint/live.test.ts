import { describe, expect, test } from 'vitest';
import type { JointEvent } from './events.ts';
import { applyJointEvent, connectedWith, renameEnd, type JointCards } from './live.ts';
import type { Joint } from './schema.ts';

const thing = (subject: string) => ({ subject, title: subject, gone: null });
const joint = (a: string, b: string, madeAt = '2026-11-22T05:00:00.000Z'): Joint => ({
	incidentId: 'i',
	a: thing(a),
	b: thing(b),
	madeAt,
	madeByName: '吉林市主班'
});
const line = (type: JointEvent['type'], one: Joint): JointEvent => ({
	type,
	subject: 'incident:i',
	scope: [],
	payload: { joint: one }
});

describe('what is connected', () => {
	test('[JT2] from either end to the other, the oldest first; made twice it is one, and ended it is none', () => {
		const joints: JointCards = new Map();
		const later = joint('report:r', 'task:t', '2026-11-22T06:00:00.000Z');
		for (const one of [later, joint('sign:s', 'task:t'), later]) {
			applyJointEvent(joints, line('joint.made', one));
		}
		const from = (subject: string) => connectedWith(joints, subject).map((one) => one.subject);
		expect(from('task:t')).toEqual(['sign:s', 'report:r']);
		expect(from('report:r')).toEqual(['task:t']);
		applyJointEvent(joints, line('joint.ended', later));
		expect(from('report:r')).toEqual([]);
	});

	test('[JT5] what has another name now, or is gone, says so wherever it is connected', () => {
		const joints: JointCards = new Map();
		for (const one of [joint('sign:s', 'task:t'), joint('report:r', 'sign:s')])
			applyJointEvent(joints, line('joint.made', one));
		const gone = { subject: 'sign:s', title: '口前一中', gone: 'removed' as const };
		renameEnd(joints, gone);
		expect(connectedWith(joints, 'task:t')).toEqual([gone]);
		expect(connectedWith(joints, 'report:r')).toEqual([gone]);
		expect(connectedWith(joints, 'sign:s')).toEqual([thing('task:t'), thing('report:r')]);
	});
});
