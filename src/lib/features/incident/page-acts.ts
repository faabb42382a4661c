import { m } from '#lib/paraglide/messages.js';
import type { IncidentAct } from './permissions.ts';
import { blockedBy } from './rules.ts';
import type { IncidentCard } from './schema.ts';

/** What can be done from an incident's page: `up` is the report upward, `respond` the level of the response. */
export type PageAct = 'up' | 'inform' | 'grade' | 'respond' | 'edit' | 'merge' | 'close' | 'reopen';

/** One act as its button shows it. `why`: a sentence why it is not possible; empty where it is. */
export type ActItem = { act: PageAct; title: string; keys: string; why: string };

export type Allowed = {
	/** As the server answers for this person and this incident. */
	acts: readonly IncidentAct[];
	/** May file reports of the own unit. */
	canFile: boolean;
};

/** The acts in the order of the buttons. Grey is what the server would refuse. */
export function pageActs(
	card: Pick<IncidentCard, 'status' | 'mergedIntoId'>,
	{ acts, canFile }: Allowed
): ActItem[] {
	const blocked = blockedBy(card);
	const words = { merged: m.incident_page_blocked_merged, closed: m.incident_page_blocked_closed };
	const state = blocked === null ? '' : words[blocked]();
	const merged = blocked === 'merged' ? state : '';
	const why = (act: IncidentAct, blockedWords = state) =>
		acts.includes(act) ? blockedWords : m.incident_page_not_allowed();
	return [
		{
			act: 'up',
			title: m.incident_page_report_up(),
			keys: 'u',
			why: canFile ? merged : m.incident_page_not_allowed()
		},
		{ act: 'inform', title: m.incident_inform_act(), keys: 't', why: why('incident.inform') },
		{ act: 'grade', title: m.incident_page_grade(), keys: 'g', why: why('incident.grade') },
		{ act: 'respond', title: m.incident_page_respond(), keys: 'h', why: why('incident.grade') },
		{ act: 'edit', title: m.incident_page_edit(), keys: 'e', why: why('incident.edit') },
		{ act: 'merge', title: m.incident_page_merge(), keys: 'm', why: why('incident.merge') },
		card.status === 'closed'
			? {
					act: 'reopen',
					title: m.incident_page_reopen(),
					keys: 'c',
					why: why('incident.close', merged)
				}
			: { act: 'close', title: m.incident_page_close(), keys: 'c', why: why('incident.close') }
	];
}

/** May a line be added to the log: after the closing too, but not to one that is dealt with elsewhere. */
export const canNote = (
	card: Pick<IncidentCard, 'mergedIntoId'>,
	{ acts }: Pick<Allowed, 'acts'>
) => acts.includes('incident.edit') && card.mergedIntoId === null;
