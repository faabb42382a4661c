import type { ActivationCard } from '../plan/activation-schema.ts';
import type { TaskCard } from '../task/schema.ts';
import type { ConsultationCard } from './schema.ts';

/** Responses that call for a consultation, and the units that they have set to work: those with a task or a role. */
export type CalledFor = { planTitles: string[]; unitIds: string[] };

/** What plans call for and nobody has opened since, or null (CN16). `unitId`: the own unit, which is in anyway. */
export function calledFor(
	unitId: string,
	activations: readonly ActivationCard[],
	tasks: readonly Pick<TaskCard, 'activationId' | 'ownerUnitId' | 'state'>[],
	consultations: readonly Pick<ConsultationCard, 'openedAt' | 'closedAt'>[]
): CalledFor | null {
	if (consultations.some(({ closedAt }) => closedAt === null)) return null;
	const lastAt = Math.max(0, ...consultations.map(({ openedAt }) => Date.parse(openedAt)));
	const calling = activations.filter(
		({ state, consultationSince }) =>
			state === 'active' && consultationSince !== null && Date.parse(consultationSince) > lastAt
	);
	if (calling.length === 0) return null;
	const atWork = tasks.flatMap(({ activationId, ownerUnitId, state }) =>
		state !== 'withdrawn' && calling.some(({ id }) => id === activationId) ? ownerUnitId : []
	);
	const inRoles = calling.flatMap(({ roles }) => roles.flatMap((role) => role.unitId ?? []));
	return {
		planTitles: [...new Set(calling.map(({ planTitle }) => planTitle))],
		unitIds: [...new Set([...atWork, ...inRoles])].filter((id) => id !== unitId)
	};
}
