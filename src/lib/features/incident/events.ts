import { isEventOf } from '#lib/event.ts';
import type { Level } from '../event-class/schema.ts';
import type { WarningCard } from '../warning/schema.ts';
import type { EditedField, IncidentCard, InformedUnit, Notice } from './schema.ts';

/** Another incident, named in a line about this one. */
type Named = { id: string; title: string };

/** A warning, named in a line about an incident. */
export type NamedWarning = Pick<WarningCard, 'id' | 'headline' | 'level'>;

/** `card` is always that of the line's subject, as it is after the act. */
type IncidentPayload = {
	/** From a report, or (`reportId` null) from a warning. */
	'incident.opened': { card: IncidentCard; reportId: string | null; warning?: NamedWarning };
	/** A further thread was accepted into it. */
	'incident.reportJoined': { card: IncidentCard; reportId: string; reportTitle: string };
	/** A further unit accepted a report that the incident already has, and takes part from now on. */
	'incident.unitJoined': { card: IncidentCard; unitId: string; unitName: string };
	/** `changes`: field name to what it was and what it is now. */
	'incident.edited': {
		card: IncidentCard;
		changes: Partial<Record<EditedField, { from: unknown; to: unknown }>>;
	};
	'incident.graded': {
		card: IncidentCard;
		which: 'incidentLevel' | 'responseLevel';
		from: Level | null;
		to: Level | null;
		suggested: Level | null;
		reason: string;
	};
	/** The one that went into another; the other has a line of its own, `absorbed`. */
	'incident.merged': { card: IncidentCard; into: Named };
	'incident.absorbed': { card: IncidentCard; merged: Named };
	/** The merge was undone. */
	'incident.unmerged': { card: IncidentCard; from: Named };
	'incident.released': { card: IncidentCard; unmerged: Named };
	'incident.closed': { card: IncidentCard; reason: string };
	'incident.reopened': { card: IncidentCard; reason: string };
	/** 通报: units were told, and see the incident from now on. */
	'incident.informed': { card: IncidentCard; notice: Notice };
	/** One of them has acknowledged it. */
	'incident.informAcknowledged': { card: IncidentCard; noticeId: string; unit: InformedUnit };
	'incident.warningLinked': { card: IncidentCard; warning: NamedWarning };
	'incident.warningUnlinked': { card: IncidentCard; warning: NamedWarning };
	/** Units were given something to do, and see the incident from now on. */
	'incident.admitted': { card: IncidentCard; units: { id: string; name: string }[] };
	'incident.noted': { text: string; title: string };
};

export type IncidentEvent = {
	[T in keyof IncidentPayload]: {
		type: T;
		subject: `incident:${string}`;
		scope: string[];
		payload: IncidentPayload[T];
	};
}[keyof IncidentPayload];

export const isIncidentEvent = isEventOf<IncidentEvent>('incident');

/** What an act of a higher noun that changed the incident puts into its line: its card as it is then. */
export type CarriesIncident = { incident: IncidentCard };
