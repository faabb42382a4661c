import type { Shape, Thing } from '#lib/features/incident/schema.ts';
import { Drawing } from '#lib/features/sign/drawing.svelte.ts';
import type { IncidentWork } from '#lib/features/task/incident-work.svelte.ts';

/** What is being made on an incident's page of one of its things: a task, a sign, a connection. */
export class Making {
	readonly incidentId: string;
	readonly work: IncidentWork;
	readonly drawing = new Drawing();
	/** The dialog that gives a task is open; `about`: what it is made for. */
	assigning = $state.raw<{ about: Thing | null } | null>(null);
	/** What is to be connected with something that is there. */
	connecting = $state.raw<Thing | null>(null);
	/** Where the map is to look: a new object each time. */
	target = $state.raw<{ at?: { lon: number; lat: number } } | null>(null);
	/** What may be made here by this person, now. */
	makes = $state.raw<readonly ('task' | 'sign')[]>([]);
	/** The reports of the page, as things. */
	reports = $state.raw<readonly Thing[]>([]);

	constructor(incidentId: string, work: IncidentWork) {
		this.incidentId = incidentId;
		this.work = work;
	}

	make(noun: 'task' | 'sign', about: Thing) {
		if (noun === 'task') {
			this.assigning = { about };
			return;
		}
		this.drawing.stop();
		this.drawing.about = about;
		document.getElementById('signs')?.scrollIntoView({ block: 'center' });
		document.querySelector<HTMLElement>('#signs select')?.focus();
	}

	/** What the thing is not connected with yet. */
	unconnected({ subject }: Thing): Thing[] {
		const known = new Set([subject, ...this.work.connected(subject).map((one) => one.subject)]);
		return [...this.reports, ...this.work.things].filter((one) => !known.has(one.subject));
	}

	/** Moves the map to a sign that is on it. */
	showSign(id: string) {
		const sign = this.work.signs.get(id);
		if (sign && sign.removedAt === null) this.target = { at: placeOf(sign) };
	}
}

/** A point of the sign: the first corner of an area, the middle one of a line. */
export function placeOf({ shape }: { shape: Shape }) {
	const run =
		shape.type === 'Point'
			? [shape.coordinates]
			: shape.type === 'LineString'
				? shape.coordinates
				: shape.coordinates.flat();
	const [lon = 0, lat = 0] = run[Math.floor(run.length / 2)] ?? [];
	return { lon, lat };
}
