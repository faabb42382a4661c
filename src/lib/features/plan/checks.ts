import { m } from '#lib/paraglide/messages.js';

/** What a planner should look at, though nothing binds him to. `name`: of the role, person or unit. */
export type Check =
	| { kind: 'roleUncovered'; name: string }
	| { kind: 'nobodyOnDuty'; name: string; unitName: string }
	| { kind: 'personLeft'; name: string; role: string }
	| { kind: 'unitWithoutPhone'; name: string }
	| { kind: 'agencyMissing'; name: string; unitName: string };

export function checkText(check: Check): string {
	switch (check.kind) {
		case 'roleUncovered':
			return m.plan_check_role(check);
		case 'nobodyOnDuty':
			return m.plan_check_duty({ name: check.name, unit: check.unitName });
		case 'personLeft':
			return m.plan_check_person(check);
		case 'unitWithoutPhone':
			return m.plan_check_phone(check);
		case 'agencyMissing':
			return m.plan_check_agency({ name: check.name, unit: check.unitName });
	}
}
