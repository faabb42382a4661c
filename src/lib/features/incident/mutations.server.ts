import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { keepDeskClocks } from './duties.server.ts';
import type { IncidentEvent } from './events.ts';
import { holdIncident, holdOpen } from './holding.server.ts';
import { levelText } from '../event-class/rules.ts';
import { visibleCard } from './visible.server.ts';
import type { Grade, IncidentAct, IncidentCard, Note } from './schema.ts';
import { suggestionFor } from './suggestion.server.ts';
import { incident } from './tables.server.ts';
import { renew } from './tree.server.ts';
import { incidentPermissions } from './permissions.ts';

/**
 * Sets the incident's level or the level of the response: two fields, each with its reason. What the thresholds
 * suggest at this moment is written beside it and never applied by itself (IN8).
 */
export async function gradeIncident(db: Db, who: Who, input: Grade): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.grade']);
	const { actId, id, which, seen, level, reason } = input;
	const request = { kind: 'incident.grade', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdOpen(tx, who, id, incidentPermissions['incident.grade']);
		const from = held[which];
		if (from !== seen) {
			const now = levelText(from);
			const sentence = m.incident_grade_overtaken({ now, yours: levelText(level) });
			throw new Failure('conflict', m.incident_overtaken(), { fields: { level: sentence } });
		}
		// The thresholds grade the event, not the response to it.
		const suggested = which === 'incidentLevel' ? (await suggestionFor(tx, held)).level : null;
		await tx
			.update(incident)
			.set({ [which]: level })
			.where(eq(incident.id, id));
		const { card, scope } = await renew(tx, id);
		const payload = { card, which, from, to: level, suggested, reason };
		const subject = `incident:${id}` as const;
		await record<IncidentEvent>(
			tx,
			who,
			{ type: 'incident.graded', subject, scope, payload },
			actId
		);
		await keepDeskClocks(tx, who, id);
		return card;
	});
}

/** Closes it: no further follow-up falls due. What was late stays visible. */
export async function closeIncident(db: Db, who: Who, input: IncidentAct): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.close']);
	const { actId, id, reason } = input;
	const request = { kind: 'incident.close', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		await holdOpen(tx, who, id, incidentPermissions['incident.close']);
		await tx
			.update(incident)
			.set({ status: 'closed', closedAt: sql`now()` })
			.where(eq(incident.id, id));
		const { card, scope } = await renew(tx, id);
		const line = { type: 'incident.closed', subject: `incident:${id}`, scope } as const;
		await record<IncidentEvent>(tx, who, { ...line, payload: { card, reason } }, actId);
		await keepDeskClocks(tx, who, id);
		return card;
	});
}

/** Undoes the closing. */
export async function reopenIncident(db: Db, who: Who, input: IncidentAct): Promise<IncidentCard> {
	authorizeAct(who, incidentPermissions['incident.close']);
	const { actId, id, reason } = input;
	const request = { kind: 'incident.reopen', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdIncident(tx, who, id, incidentPermissions['incident.close']);
		if (held.status === 'open')
			throw new Failure('conflict', m.incident_open_already({ title: held.title }));
		await tx.update(incident).set({ status: 'open', closedAt: null }).where(eq(incident.id, id));
		const { card, scope } = await renew(tx, id);
		const line = { type: 'incident.reopened', subject: `incident:${id}`, scope } as const;
		await record<IncidentEvent>(tx, who, { ...line, payload: { card, reason } }, actId);
		await keepDeskClocks(tx, who, id);
		return card;
	});
}

/** A line of the log in one's own words; also after the closing, when what was learned is written down. */
export async function noteOnIncident(db: Db, who: Who, input: Note): Promise<void> {
	authorizeAct(who, incidentPermissions['incident.edit']);
	const { actId, id, text } = input;
	const request = { kind: 'incident.note', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const { scope, title } = await holdIncident(tx, who, id, incidentPermissions['incident.edit']);
		const line = { type: 'incident.noted', subject: `incident:${id}`, scope } as const;
		await record<IncidentEvent>(tx, who, { ...line, payload: { text, title } }, actId);
	});
}
