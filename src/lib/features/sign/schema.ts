import { z } from 'zod';
import type { Frame } from '#lib/frame.ts';
import { ActId, Id, line, RowVersion, text } from '#lib/input/words.ts';
import { Shape } from '../incident/schema.ts';
import { Subject } from '../joint/schema.ts';
import { signCodes } from './codes.ts';

/** Which sign it is: a code of GB/T 35649-2017, or `free` for one that has words only. */
export const SignCode = z.enum(signCodes);
export type SignCode = z.infer<typeof SignCode>;

/** A sign as the map, its list and events carry it. Instants are ISO strings. */
export type SignCard = {
	id: string;
	incidentId: string;
	code: SignCode;
	/** What stands beside it on the map: 2–20 characters. */
	label: string;
	note: string;
	shape: Shape;
	drawnByUnitId: string;
	drawnByUnitName: string;
	drawnByName: string;
	drawnAt: string;
	/** When it was last changed, and by whom; null while it is as it was drawn. */
	changedAt: string | null;
	changedByName: string | null;
	/** It was taken off the map. */
	removedAt: string | null;
	removedByName: string | null;
	frame: Frame;
	/** Grows with every change. */
	version: number;
};

const label = line(1, 20);
const note = text(500);

export const DrawSign = z.object({
	actId: ActId,
	/** Made by the client. */
	id: Id,
	incidentId: Id,
	code: SignCode,
	label,
	note: note.default(''),
	shape: Shape,
	/** What it is drawn for: the sign is connected with it. */
	about: Subject.nullable().default(null)
});
export type DrawSign = z.infer<typeof DrawSign>;

/** Changes any of these; absent: stays. `version` is the one that was seen. */
export const ChangeSign = z.object({
	actId: ActId,
	id: Id,
	version: RowVersion,
	label: label.optional(),
	note: note.optional(),
	shape: Shape.optional()
});
export type ChangeSign = z.infer<typeof ChangeSign>;

/** Takes it off the map; nothing is lost. */
export const RemoveSign = z.object({ actId: ActId, id: Id });
export type RemoveSign = z.infer<typeof RemoveSign>;
