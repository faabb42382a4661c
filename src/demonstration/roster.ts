import type { ShiftRole } from '#lib/features/shift/schema.ts';
import { demoId, people, type DemoPerson } from './people.ts';

const HOUR_MS = 3_600_000;
const SHIFT_MS = 12 * HOUR_MS;
/** Shifts change at 08:00 and 20:00 Beijing time, which is 00:00 and 12:00 UTC. */
const DAYS_AHEAD = 21;

export type RosterRow = {
	id: string;
	unitId: string;
	role: ShiftRole;
	personId: string;
	startsAt: Date;
	endsAt: Date;
};

/** The start of the 12-hour shift that `at` lies in. */
export function shiftStart(at: Date): Date {
	return new Date(Math.floor(at.getTime() / SHIFT_MS) * SHIFT_MS);
}

/** The shifts of every desk from the one that was on a day before `now` to three weeks ahead. */
export function roster(now: Date): RosterRow[] {
	const first = shiftStart(now).getTime() / SHIFT_MS - 2;
	const rows: RosterRow[] = [];
	for (const [unitId, staff] of desks()) {
		for (let number = first; number < first + 2 + DAYS_AHEAD * 2; number++) {
			for (const [role, persons] of Object.entries(staff)) {
				const person = onTurn(role as ShiftRole, persons, number);
				if (!person) continue;
				const startsAt = new Date(number * SHIFT_MS);
				rows.push({
					id: demoId(`shift ${unitId} ${role} ${startsAt.toISOString()}`),
					unitId,
					role: role as ShiftRole,
					personId: person.id,
					startsAt,
					endsAt: new Date((number + 1) * SHIFT_MS)
				});
			}
		}
	}
	return rows;
}

/** Leaders change by the day, the others with every shift. */
function onTurn(role: ShiftRole, persons: DemoPerson[], number: number) {
	const turn = role === 'leader' ? Math.floor(number / 2) : number;
	return persons[turn % persons.length];
}

const roleOnDuty = { dutyLeader: 'leader', dutyOfficer: 'main', deputy: 'deputy' } as const;

/** Who may stand in each role, by desk. A county's reporter is its deputy. */
function desks(): Map<string, Partial<Record<ShiftRole, DemoPerson[]>>> {
	const found = new Map<string, Partial<Record<ShiftRole, DemoPerson[]>>>();
	for (const person of people) {
		const [role] = person.roles;
		const duty =
			role === 'reporter'
				? 'deputy'
				: role && role in roleOnDuty
					? roleOnDuty[role as keyof typeof roleOnDuty]
					: null;
		if (!duty) continue;
		const staff = found.get(person.unitId) ?? {};
		(staff[duty] ??= []).push(person);
		found.set(person.unitId, staff);
	}
	return found;
}
