import { goto } from '$app/navigation';
import { pageActs, type PageAct } from '#lib/features/incident/page-acts.ts';
import { mayAt } from '#lib/features/incident/permissions.ts';
import { blockedBy } from '#lib/features/incident/rules.ts';
import type { IncidentCard } from '#lib/features/incident/schema.ts';
import { writeUpward } from '#lib/features/incident/writing-upward.ts';
import { planPermissions } from '#lib/features/plan/permissions.ts';
import { may as mayReport } from '#lib/features/report/permissions.ts';
import { signPermissions } from '#lib/features/sign/permissions.ts';
import { taskPermissions } from '#lib/features/task/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Permission } from '#lib/permission.ts';
import { trpc } from '#lib/trpc.ts';
import type { Shortcut } from '#lib/ui/shortcuts.svelte.ts';
import { Submissions } from '#lib/ui/submission.svelte.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { Who } from '#lib/who.ts';
import { sendingOf } from '../../report/sending.svelte.ts';
import type { LiveIncident } from './live-incident.svelte.ts';

/** What may be done from the incident's page by this person now, and what its buttons and keys do. */
export class Acting {
	/** The act whose dialog is open. */
	dialog = $state<PageAct | null>(null);
	/** The dialog that activates a plan is open. */
	isActivating = $state(false);

	#buttons = new Submissions();
	#live: LiveIncident;
	#who: () => Who;

	constructor(live: LiveIncident, who: () => Who) {
		this.#live = live;
		this.#who = who;
	}

	readonly allowed = $derived.by(() => ({
		acts: this.#live.view.page.acts,
		canFile: mayReport(this.#who(), 'report.file', this.#who().unitPath)
	}));
	readonly items = $derived.by(() => pageActs(this.#card, this.allowed));
	/** Its extent may be drawn anew. */
	readonly canDraw = $derived(this.items.some(({ act, why }) => act === 'edit' && why === ''));
	readonly canAssign = $derived.by(() => this.#canWork(taskPermissions['task.assign']));
	readonly canActivate = $derived.by(() => this.#canWork(planPermissions['plan.activate']));
	readonly canSign = $derived.by(() => this.#canWork(signPermissions['sign.draw']));

	async act(name: PageAct) {
		if (name === 'up') await this.#buttons.of(name).run(() => this.#reportUp());
		else if (name === 'reopen') await this.#reopen();
		else this.dialog = name;
	}

	/** Lines of the log from before those that are shown. */
	older() {
		return this.#buttons.of('older').run(() => this.#live.view.older());
	}

	unmerge({ id, title }: IncidentCard) {
		return this.#buttons.of(id).send(trpc.incident.unmerge.mutate, { id }, (card) => {
			this.#live.view.take(card);
			toasts.show(m.incident_page_unmerged({ title }));
		});
	}

	/** `note`: puts the cursor where a line is added to the log. */
	keys(note: () => void): Shortcut[] {
		const press = (keys: string) => () => this.#press(keys);
		return [
			{ keys: 'n', does: m.incident_page_note, run: note },
			{ keys: 'u', does: m.incident_page_report_up, run: press('u') },
			{ keys: 't', does: m.incident_inform_key, run: press('t') },
			{ keys: 'g', does: m.incident_page_grade, run: press('g') },
			{ keys: 'h', does: m.incident_page_respond, run: press('h') },
			{ keys: 'e', does: m.incident_page_edit, run: press('e') },
			{ keys: 'm', does: m.incident_page_merge, run: press('m') },
			{ keys: 'c', does: m.incident_page_key_close, run: press('c') },
			{
				keys: 'w',
				does: m.task_key_assign,
				run: () => {
					if (this.canAssign) this.#live.making.assigning = { about: null };
				}
			},
			{
				keys: 'p',
				does: m.plan_activate_key,
				run: () => (this.isActivating = this.canActivate)
			},
			{ keys: 'l', does: m.incident_page_key_list, run: () => void goto('/incident') }
		];
	}

	/** The same as far as it depends on office and unit. */
	may(permission: Permission): boolean {
		return mayAt(this.#who(), permission, this.#live.view.page.relation);
	}

	get #card() {
		return this.#live.view.page.card;
	}

	/** May the person do another noun’s act at this incident, as it stands now? */
	#canWork(permission: Permission): boolean {
		return blockedBy(this.#card) === null && this.may(permission);
	}

	/** A key does what its button does, and nothing where the button is grey. */
	#press(keys: string) {
		const item = this.items.find((one) => one.keys === keys);
		if (item && item.why === '') void this.act(item.act);
	}

	#reopen() {
		const { id, view } = this.#live;
		return this.#buttons.of('reopen').send(trpc.incident.reopen.mutate, { id }, (card) => {
			view.take(card);
			toasts.show(m.incident_page_reopened());
		});
	}

	/** What is known becomes a draft on this machine; the report's form opens it, and nothing is sent before somebody has. */
	async #reportUp() {
		const who = this.#who();
		const { drafts } = sendingOf(who.personId);
		const draftId = await writeUpward(drafts, who, this.#live.id);
		await goto(`/report/new?draft=${draftId}`);
	}
}
