import { trpc } from '#lib/trpc.ts';
import { Submissions } from '#lib/ui/submission.svelte.ts';
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

	mute = (personId: string, isMuted: boolean) =>
		this.#buttons
			.of(`mute ${personId}`)
			.send(trpc.consultation.mute.mutate, { id: this.#id, personId, isMuted }, this.#show);

	muteAll = (isMuted: boolean) =>
		this.#buttons
			.of('muteAll')
			.send(trpc.consultation.muteAll.mutate, { id: this.#id, isMuted }, this.#show);

	giveFloor = (unitId: string | null) =>
		this.#buttons
			.of('floor')
			.send(trpc.consultation.giveFloor.mutate, { id: this.#id, unitId }, this.#show);

	remove = (personId: string) =>
		this.#buttons
			.of(`remove ${personId}`)
			.send(trpc.consultation.remove.mutate, { id: this.#id, personId }, this.#show);

	readmit = (personId: string) =>
		this.#buttons
			.of(`readmit ${personId}`)
			.send(trpc.consultation.readmit.mutate, { id: this.#id, personId }, this.#show);

	startRollCall = (limitS: number) =>
		this.#buttons
			.of('startRollCall')
			.send(trpc.consultation.startRollCall.mutate, { id: this.#id, limitS }, this.#show);

	closeRollCall = (rollCallId: string) =>
		this.#buttons
			.of('closeRollCall')
			.send(trpc.consultation.closeRollCall.mutate, { rollCallId }, this.#show);
}
