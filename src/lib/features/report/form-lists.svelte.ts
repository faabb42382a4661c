import { trpc } from '#lib/trpc.ts';
import { authorityBeyond } from '../clock/authority-name.ts';
import { tellerOf } from '../reporting-rule/rules.ts';
import type { Authority, ReportingRule } from '../reporting-rule/schema.ts';
import { unitName } from '../unit/names.ts';
import type { Unit } from '../unit/schema.ts';
import type { Drafts } from './drafts.ts';
import { askOrKept } from './kept.ts';

/** What the form knows besides what is typed: units and reporting rules, from the server or as kept here. */
export class FormLists {
	units = $state.raw<Unit[]>([]);
	rules = $state.raw<ReportingRule[]>([]);
	#byId = $derived(new Map(this.units.map((unit) => [unit.id, unit])));

	async load(drafts: Drafts, personId: string) {
		const [units, rules] = await Promise.all([
			askOrKept(drafts, { personId, name: 'units' }, (signal) =>
				trpc.unit.list.query(undefined, { signal })
			),
			askOrKept(drafts, { personId, name: 'rules' }, (signal) =>
				trpc.reportingRule.inForce.query(undefined, { signal })
			)
		]);
		this.units = units?.value.units ?? [];
		this.rules = rules?.value ?? [];
	}

	unit(id: string): Unit | undefined {
		return this.#byId.get(id);
	}

	/** As what the unit tells; null while the list is not there. */
	tellerOf(unitId: string) {
		const unit = this.#byId.get(unitId);
		return unit ? tellerOf(unit) : null;
	}

	/** Who is meant when the unit must tell an authority: the government above it, or one beyond this node. */
	authorityName(unitId: string, authority: Authority): string {
		const above = (this.#byId.get(unitId)?.path.slice(1) ?? []).flatMap(
			(id) => this.#byId.get(id) ?? []
		);
		const named = above.find(({ kind }) => kind === authority);
		// A unit without a city above it tells the province instead.
		const found =
			named ?? (authority === 'city' ? above.find(({ kind }) => kind === 'province') : null);
		return found ? unitName(found) : authorityBeyond(authority);
	}
}
