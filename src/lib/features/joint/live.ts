import type { Thing } from '../incident/schema.ts';
import type { JointEvent } from './events.ts';
import type { Joint } from './schema.ts';

/** The joints of a page, by both ends. */
export type JointCards = Map<string, Joint>;

const keyOf = ({ a, b }: Joint) => `${a.subject} ${b.subject}`;

/** Takes what a query found; what was there before goes. */
export function fillJoints(joints: JointCards, found: readonly Joint[]) {
	joints.clear();
	for (const one of found) joints.set(keyOf(one), one);
}

/** Applies one journal event, in place. Applying it twice changes nothing more. */
export function applyJointEvent(joints: JointCards, { type, payload }: JointEvent) {
	const key = keyOf(payload.joint);
	if (type === 'joint.made') joints.set(key, payload.joint);
	else joints.delete(key);
}

/** The thing is called otherwise now, or is gone: told by its own line, not by that of the connection. */
export function renameEnd(joints: JointCards, thing: Thing) {
	for (const [key, one] of joints) {
		if (one.a.subject === thing.subject) joints.set(key, { ...one, a: thing });
		else if (one.b.subject === thing.subject) joints.set(key, { ...one, b: thing });
	}
}

/** What is connected with the thing, the oldest connection first. */
export function connectedWith(joints: JointCards, subject: string): Thing[] {
	return [...joints.values()]
		.sort((one, other) => one.madeAt.localeCompare(other.madeAt))
		.flatMap(({ a, b }) => (a.subject === subject ? [b] : b.subject === subject ? [a] : []));
}
