import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { lockName } from '#lib/server/db/lock.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import type { EventClassEvent } from './events.ts';
import { parentOf } from './rules.ts';
import type { EditEventClass, EditLevelThreshold } from './schema.ts';
import { eventClass, levelThreshold } from './tables.server.ts';
import { may } from './permissions.ts';

/** Adds a version of a code, or a new code under one that exists; the version before is closed, never changed. */
export async function editEventClass(db: Db, who: Who, input: EditEventClass): Promise<void> {
	authorize('event-class.edit', who, may(who, 'event-class.edit', who.unitPath));
	const { actId, basedOn, ...after } = input;
	const request = { kind: 'eventClass.edit', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		await lockName(tx, `event class ${after.code}`);
		const [current] = await tx
			.select()
			.from(eventClass)
			.where(and(eq(eventClass.code, after.code), isNull(eventClass.validTo)))
			.for('update');
		refuseIfOther(current?.id ?? null, basedOn, 'code');
		const parent = parentOf(after.code);
		if (parent !== null) {
			const [above] = await tx
				.select({ code: eventClass.code })
				.from(eventClass)
				.where(and(eq(eventClass.code, parent), isNull(eventClass.validTo)));
			if (!above) {
				const message = m.event_class_no_parent({ parent });
				throw new Failure('invalid', message, { fields: { code: message } });
			}
		}

		const now = sql`now()`;
		if (current)
			await tx.update(eventClass).set({ validTo: now }).where(eq(eventClass.id, current.id));
		const added = { id: uuidv7(), ...after, parent, validFrom: now, editedBy: who.name };
		await tx.insert(eventClass).values(added);
		const payload = { before: current ? classWords(current) : null, after };
		const subject = `event-class:${after.code}` as const;
		await record<EventClassEvent>(
			tx,
			who,
			{ type: 'event-class.changed', subject, scope: who.unitPath, payload },
			actId
		);
	});
}

/** Adds a version of a threshold, or a new one. */
export async function editLevelThreshold(
	db: Db,
	who: Who,
	input: EditLevelThreshold
): Promise<void> {
	authorize('event-class.edit', who, may(who, 'event-class.edit', who.unitPath));
	const { actId, basedOn, ...after } = input;
	const request = { kind: 'eventClass.editThreshold', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		await lockName(tx, `threshold ${after.key}`);
		const [current] = await tx
			.select()
			.from(levelThreshold)
			.where(and(eq(levelThreshold.key, after.key), isNull(levelThreshold.validTo)))
			.for('update');
		refuseIfOther(current?.id ?? null, basedOn, 'key');

		const now = sql`now()`;
		if (current) {
			await tx
				.update(levelThreshold)
				.set({ validTo: now })
				.where(eq(levelThreshold.id, current.id));
		}
		await tx
			.insert(levelThreshold)
			.values({ id: uuidv7(), ...after, validFrom: now, editedBy: who.name });
		const payload = { before: current ? thresholdWords(current) : null, after };
		const subject = `event-class:${after.classPrefix}` as const;
		const event = {
			type: 'event-class.thresholdChanged',
			subject,
			scope: who.unitPath,
			payload
		} as const;
		await record<EventClassEvent>(tx, who, event, actId);
	});
}

/** Somebody edited it since the editor looked, or what he calls new is there. */
function refuseIfOther(current: string | null, basedOn: string | null, field: 'code' | 'key') {
	if (current === basedOn) return;
	if (basedOn !== null) throw new Failure('conflict', m.event_class_edited_meanwhile());
	const message = m.event_class_taken();
	throw new Failure('conflict', message, { fields: { [field]: message } });
}

const classWords = (row: typeof eventClass.$inferSelect) => {
	const { code, numericCode, name, nameEn, sensitive, sourceDocument } = row;
	return { code, numericCode, name, nameEn, sensitive, sourceDocument };
};

const thresholdWords = (row: typeof levelThreshold.$inferSelect) => {
	const { key, classPrefix, exceptPrefixes, measure, atLeast, level, sourceDocument } = row;
	return { key, classPrefix, exceptPrefixes, measure, atLeast, level, sourceDocument };
};
