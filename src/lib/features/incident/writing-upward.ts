import { v7 as uuidv7 } from 'uuid';
import { trpc } from '#lib/trpc.ts';
import type { Who } from '#lib/who.ts';
import { eventClasses } from '../event-class/event-classes.svelte.ts';
import type { Continued, Drafts } from '../report/drafts.ts';
import { fieldsFrom } from '../report/form-fields.ts';

/**
 * Puts the report upward, as far as it can be written from what is known, among the drafts on this machine, and
 * returns the draft's id. A report that is already being written from the incident is gone on with.
 */
export async function writeUpward(
	drafts: Drafts,
	{ personId, unitId }: Pick<Who, 'personId' | 'unitId'>,
	incidentId: string
): Promise<string> {
	const begun = (await drafts.unsentOf(personId)).find(
		({ state, fields }) => state === 'writing' && fields.incidentId === incidentId
	);
	if (begun) return begun.id;
	await eventClasses.load();
	const start = await trpc.incident.draftUp.query({ id: incidentId });
	const id = uuidv7();
	await drafts.draft.add({
		id,
		personId,
		unitId,
		state: 'writing',
		fields: fieldsFrom(start, (code) => eventClasses.name(code)),
		continued: await continuedBy(start.previousId),
		sealed: null,
		updatedAt: Date.now(),
		sealedAt: null,
		sentAt: null,
		tries: 0,
		refusal: null
	});
	return id;
}

/** The unit's own last report, which the form compares with. */
async function continuedBy(previousId: string | null): Promise<Continued | null> {
	if (previousId === null) return null;
	const { report, thread } = await trpc.report.get.query({ id: previousId });
	const newest = thread.at(-1) ?? report;
	return { report, newest: { kind: newest.kind, number: newest.number } };
}
