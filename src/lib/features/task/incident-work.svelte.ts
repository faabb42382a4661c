import { refusalOf, trpc } from '#lib/trpc.ts';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import type { JournalLine } from '#lib/event.ts';
import { isIncidentEvent } from '../incident/events.ts';
import type { Thing } from '../incident/schema.ts';
import { isJointEvent } from '../joint/events.ts';
import { Joints } from '../joint/joints.svelte.ts';
import type { Joint } from '../joint/schema.ts';
import { isSignEvent } from '../sign/events.ts';
import { isOnMap } from '../sign/rules.ts';
import type { SignCard } from '../sign/schema.ts';
import { Signs } from '../sign/signs.svelte.ts';
import { tasksIn } from './live.ts';
import type { TaskCard } from './schema.ts';
import { Tasks } from './tasks.svelte.ts';

export type IncidentWorkData = {
	cursor: string;
	tasks: TaskCard[];
	signs: SignCard[];
	joints: Joint[];
};

/** What an incident's page shows beside its reports: tasks, signs, and what is connected with what. */
export class IncidentWork {
	readonly tasks = new Tasks();
	readonly signs = new Signs();
	readonly joints = new Joints();
	/** Why what is shown could not be renewed; empty when it could. */
	trouble = $state('');
	#incidentId: string;
	/** What was merged into it: its tasks and signs are shown here too. */
	#members = () => new Set<string>();

	constructor(incidentId: string, data: IncidentWorkData, members: () => Set<string>) {
		this.#incidentId = incidentId;
		this.#members = members;
		this.fill(data);
	}

	fill({ tasks, signs, joints }: IncidentWorkData) {
		this.tasks.fill(tasks);
		this.signs.fill(signs);
		this.joints.fill(joints);
	}

	/** Follows the own unit's lines; the returned function ends it. */
	follow(connection: PushConnection, unitId: string, cursor: string): () => void {
		return connection.follow(`unit:${unitId}`, cursor, {
			onEntry: (entry) => this.#apply(entry),
			onSnapshot: () => this.refresh()
		});
	}

	async refresh() {
		const incidentId = this.#incidentId;
		try {
			const [{ tasks, cursor }, { signs }, { joints }] = await Promise.all([
				trpc.task.of.query({ incidentId }),
				trpc.sign.of.query({ incidentId }),
				trpc.joint.of.query({ incidentId })
			]);
			this.fill({ cursor, tasks, signs, joints });
			this.trouble = '';
		} catch (error) {
			this.trouble = refusalOf(error).message;
		}
	}

	/** What is connected with the thing, as it is called and whether it is there now. */
	connected(subject: string): Thing[] {
		return this.joints.of(subject).map((thing) => this.#now(thing));
	}

	/** What is there to be connected with: every task that was not withdrawn, every sign on the map. */
	get things(): Thing[] {
		const tasks = this.tasks.all.map(({ id, title }) => ({ subject: `task:${id}`, title }));
		const signs = this.signs.shown.map(({ id, label }) => ({
			subject: `sign:${id}`,
			title: label
		}));
		return [...tasks, ...signs]
			.map((thing) => this.#now({ ...thing, gone: null }))
			.filter(({ gone }) => gone === null);
	}

	#now(thing: Thing): Thing {
		const [noun, id = ''] = thing.subject.split(':');
		const task = noun === 'task' ? this.tasks.get(id) : undefined;
		if (task) {
			return { ...thing, title: task.title, gone: task.state === 'withdrawn' ? 'withdrawn' : null };
		}
		const sign = noun === 'sign' ? this.signs.get(id) : undefined;
		return sign ? { ...thing, title: sign.label, gone: isOnMap(sign) ? null : 'removed' } : thing;
	}

	#apply(line: JournalLine) {
		const isOurs = ({ incidentId }: { incidentId: string }) =>
			incidentId === this.#incidentId || this.#members().has(incidentId);
		this.tasks.take(tasksIn(line).filter(isOurs));
		if (isSignEvent(line) && isOurs(line.payload.card)) this.signs.apply(line);
		if (isJointEvent(line) && isOurs(line.payload.joint)) this.joints.apply(line);
		if (!isIncidentEvent(line)) return;
		const changesTree = line.type === 'incident.absorbed' || line.type === 'incident.released';
		if (changesTree && line.payload.card.id === this.#incidentId) void this.refresh();
	}
}
