import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { JointEvent } from './events.ts';
import { jointPermissions } from './permissions.ts';
import type { Joint } from './schema.ts';
import { thingText } from './words.ts';

const words = ({ joint: { a, b } }: { joint: Joint }, name: string) => ({
	name,
	a: thingText(a),
	b: thingText(b)
});

export const joint = defineFeature<JointEvent>({
	noun: 'joint',
	permissions: jointPermissions,
	lines: {
		'joint.made': {
			sentence: (payload, name) => m.joint_line_made(words(payload, name)),
			title: m.joint_audit_made,
			bringsCards: true
		},
		'joint.ended': {
			sentence: (payload, name) => m.joint_line_ended(words(payload, name)),
			title: m.joint_audit_ended,
			bringsCards: true
		}
	},
	nouns: { joint: m.joint_audit_noun },
	subjects: { incident: true }
});
