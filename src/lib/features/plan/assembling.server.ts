import { and, eq, isNotNull } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import type { Level } from '../event-class/schema.ts';
import { onDuty } from '../shift/queries.server.ts';
import type { OnDuty } from '../shift/schema.ts';
import { task } from '../task/tables.server.ts';
import { levelChange, minutesOf } from './activation-rules.ts';
import type { FilledRole, LeftAction, PlannedTask } from './activation-schema.ts';
import { groundAt } from './ground.server.ts';
import { unitFor, unitForWho } from './resolving.ts';
import type { PlanContent } from './schema.ts';

/** What a level of a plan means at a place now: the tasks it makes, the roles it fills, the units that must see it. */
export type Assembly = {
	tasks: PlannedTask[];
	/** Actions of the level that make no task. */
	left: LeftAction[];
	roles: FilledRole[];
	/** Owners, leads and members below whoever activates. */
	unitIds: string[];
	/** Actions that have a task already and that the level does not ask for. */
	notRequired: string[];
	ringKm: number | null;
};

type Asked = {
	content: PlanContent;
	level: Level;
	/** The unit at the place; the incident's owner where the place has none. */
	placeUnitId: string;
	/** Of a change of level: what has a task already. */
	tasked?: ReadonlySet<string>;
};

/**
 * The same for the list of consequences and for the act itself, so that what was told is what happens. A unit that
 * is neither the activating one nor below it is not given orders: its actions are left, and named (PL13).
 */
export async function assemble(
	reader: Reader,
	who: Who,
	{ content, level, placeUnitId, tasked = new Set() }: Asked
): Promise<Assembly> {
	const ground = await groundAt(reader, content, placeUnitId);
	const { units } = ground;
	const nameOf = (id: string) => units.get(id)?.name ?? id;
	const isBelow = (id: string) => units.get(id)?.path.includes(who.unitId) ?? false;
	const { added, notRequired } = levelChange(content, level, tasked);
	const tasks: PlannedTask[] = [];
	const left: LeftAction[] = [];
	for (const action of added) {
		const { id: actionId, paragraph, what } = action;
		const owner = unitForWho(action.who, content, ground);
		if (!owner || !isBelow(owner.unitId)) {
			const unitName = owner ? nameOf(owner.unitId) : '';
			left.push({ actionId, paragraph, what, unitName, why: owner ? 'above' : 'noOwner' });
			continue;
		}
		const { unitId, instead } = owner;
		const group = groupName(action.who, content);
		const minutes = minutesOf(action);
		tasks.push({
			...{ actionId, paragraph, what, group, minutes, unitId, instead },
			...{ unitName: nameOf(unitId), personName: '' }
		});
	}
	const members = content.groups
		.flatMap(({ lead, members: others }) => [...(lead ? [lead] : []), ...others])
		.flatMap((ref) => unitFor(ref, ground)?.unitId ?? [])
		.filter(isBelow);
	const shiftUnits = content.roles.flatMap(({ by }) =>
		by?.kind === 'shift' ? (unitFor(by.unit, ground)?.unitId ?? []) : []
	);
	const watched = [...new Set([...tasks.map(({ unitId }) => unitId), ...shiftUnits])];
	const duty = Map.groupBy(await onDuty(reader, watched, new Date()), ({ unitId }) => unitId);
	return {
		tasks: tasks.map((one) => ({ ...one, personName: answering(duty.get(one.unitId) ?? []) })),
		left,
		roles: content.roles.map((role) => filled(role, ground, duty)),
		unitIds: [...new Set([...tasks.map(({ unitId }) => unitId), ...members])],
		notRequired,
		ringKm: content.levels.find((one) => one.level === level)?.ringKm ?? null
	};
}

/** Main, else deputy, else leader: as tasks are answered for. */
const answering = (watch: OnDuty[]) =>
	(['main', 'deputy', 'leader'] as const)
		.flatMap((role) => watch.find((one) => one.role === role)?.name ?? [])
		.at(0) ?? '';

function groupName(who: PlanContent['actions'][number]['who'], { groups }: PlanContent): string {
	return who?.kind === 'group' ? (groups.find(({ id }) => id === who.id)?.name ?? '') : '';
}

type Ground = Awaited<ReturnType<typeof groundAt>>;

function filled(
	{ id, name, by }: PlanContent['roles'][number],
	ground: Ground,
	duty: Map<string, OnDuty[]>
): FilledRole {
	const nobody = {
		unitId: null,
		unitName: '',
		personId: null,
		personName: '',
		post: '',
		phone: null
	};
	if (by === null) return { id, name, ...nobody, why: 'noFiller' };
	if (by.kind === 'person') {
		const person = ground.people.get(by.personId);
		if (!person?.active) return { id, name, ...nobody, personName: by.name, why: 'left' };
		const { unitId, post, phone } = person;
		const unitName = ground.units.get(unitId)?.name ?? unitId;
		return {
			id,
			name,
			unitId,
			unitName,
			personId: person.id,
			personName: person.name,
			post,
			phone,
			why: null
		};
	}
	const unitId = unitFor(by.unit, ground)?.unitId;
	if (!unitId) return { id, name, ...nobody, why: 'noUnit' };
	const unitName = ground.units.get(unitId)?.name ?? unitId;
	const found = duty.get(unitId)?.find(({ role }) => role === by.role);
	if (!found) return { id, name, ...nobody, unitId, unitName, why: 'nobodyOnDuty' };
	const { personId, name: personName, post, phone } = found;
	return { id, name, unitId, unitName, personId, personName, post, phone, why: null };
}

/** Actions of the activation that have a task, whatever became of it; withdrawn ones may be given again. */
export async function taskedBy(reader: Reader, activationId: string): Promise<Set<string>> {
	const rows = await reader
		.select({ actionId: task.actionId, state: task.state })
		.from(task)
		.where(and(eq(task.activationId, activationId), isNotNull(task.actionId)));
	return new Set(
		rows.flatMap(({ actionId, state }) =>
			actionId !== null && state !== 'withdrawn' ? actionId : []
		)
	);
}
