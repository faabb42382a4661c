import { v7 as uuidv7 } from 'uuid';
import { trpc } from '#lib/trpc.ts';
import type { ChairControl } from './controls.ts';
import type { ConsultationCard } from './schema.ts';

/** What the chair's buttons do. Each is an act of its own and answers with the card as it is then. */
export function chairActs({ id }: Pick<ConsultationCard, 'id'>) {
	const act = () => ({ actId: uuidv7(), id });
	const { consultation } = trpc;
	return {
		control: (control: ChairControl) => consultation.control.mutate({ ...act(), control }),
		startRollCall: (limitS: number) => consultation.startRollCall.mutate({ ...act(), limitS }),
		noteAnswer: (rollCallId: string, unitId: string) =>
			consultation.answerRollCall.mutate({ actId: uuidv7(), rollCallId, unitId }),
		closeRollCall: (rollCallId: string) =>
			consultation.closeRollCall.mutate({ actId: uuidv7(), rollCallId }),
		close: () => consultation.close.mutate(act())
	};
}
export type ChairActs = ReturnType<typeof chairActs>;
/** Does it, shows what it answers, and says what went wrong. */
export type Attempt = (work: Promise<ConsultationCard>) => Promise<void>;
