import type { Shape, Thing } from '../incident/schema.ts';
import { shapesOf } from './rules.ts';
import type { SignCode } from './schema.ts';

/** What the map calls the forms. */
export type Form = 'point' | 'line' | 'area';

const forms: Record<Shape['type'], Form> = {
	Point: 'point',
	LineString: 'line',
	Polygon: 'area'
};

/** The forms that a sign may be drawn in. */
export const formsOf = (code: SignCode): Form[] => shapesOf(code).map((type) => forms[type]);

/** A sign that is being drawn: chosen in the panel, drawn on the map, named in the dialog. */
export class Drawing {
	/** What the map's clicks draw now; null: nothing. */
	form = $state<Form | null>(null);
	code = $state<SignCode>('D1');
	/** What it is drawn for; the two are connected. */
	about = $state.raw<Thing | null>(null);
	/** Drawn, and waiting for its words. */
	shape = $state.raw<Shape | null>(null);

	start(code: SignCode, form: Form) {
		this.code = code;
		this.form = form;
		this.shape = null;
	}

	finish(shape: Shape) {
		this.form = null;
		this.shape = shape;
	}

	stop() {
		this.form = null;
		this.shape = null;
		this.about = null;
	}
}
