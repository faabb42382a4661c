import { trpc } from '#lib/trpc.ts';
import { Submissions } from '#lib/ui/submission.svelte.ts';
import type { ChairControl } from './controls.ts';
import type { ConsultationCard } from './schema.ts';

/** What the buttons of one consultation do; each answers with the card as it is then, which `show` takes. */
export class ConsultationActs {
	#id: string;
	#show: (card: ConsultationCard) => void;
	#buttons = new Submissions();

	constructor(id: string, show: (card: ConsultationCard) => void) {
		this.#id = id;
		this.#show = show;
	}

	join = () =>
		this.#buttons.of('join').send(trpc.consultation.join.mutate, { id: this.#id }, this.#show);

	/** For the own unit, or by the chair for one that answered by voice. */
	answerRollCall = (rollCallId: string, unitId: string) =>
		this.#buttons
			.of(`answer ${unitId}`)
			.send(trpc.consultation.answerRollCall.mutate, { rollCallId, unitId }, this.#show);

	// The chair's.

	/** Each button has its own state: what it is about is part of its name. */
	control = (control: ChairControl) => {
		const about = 'personId' in control ? control.personId : '';
		return this.#buttons
			.of(`${control.kind} ${about}`)
			.send(trpc.consultation.control.mutate, { id: this.#id, control }, this.#show);
	};

	startRollCall = (limitS: number) =>
		this.#buttons
			.of('startRollCall')
			.send(trpc.consultation.startRollCall.mutate, { id: this.#id, limitS }, this.#show);

	closeRollCall = (rollCallId: string) =>
		this.#buttons
			.of('closeRollCall')
			.send(trpc.consultation.closeRollCall.mutate, { rollCallId }, this.#show);
}
