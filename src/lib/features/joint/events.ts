import { isEventOf } from '#lib/event.ts';
import type { Joint } from './schema.ts';

/** Lines about the incident: a joint has no life of its own. */
export type JointEvent = {
	type: 'joint.made' | 'joint.ended';
	subject: `incident:${string}`;
	scope: string[];
	payload: { joint: Joint };
};

export const isJointEvent = isEventOf<JointEvent>('joint');
