import { asc, inArray } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { callerFor } from '#lib/features/list.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { YONGJI } from '../support/person.ts';

export const tasksOf = (db: Db, who: Who | null) => callerFor({ db, who }).task;
export const signsOf = (db: Db, who: Who | null) => callerFor({ db, who }).sign;
export const jointsOf = (db: Db, who: Who | null) => callerFor({ db, who }).joint;

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

type Wanted = Partial<Parameters<ReturnType<typeof tasksOf>['assign']>[0]>;

/** Gives 永吉县 a task with half an hour, or what `wanted` makes of it. */
export const assigned = (db: Db, who: Who | null, incidentId: string, wanted: Wanted = {}) =>
	tasksOf(db, who).assign({
		actId: uuidv7(),
		id: uuidv7(),
		incidentId,
		title: '封闭沿江道路',
		ownerUnitId: YONGJI,
		dueAt: inMinutes(30),
		...wanted
	});

type DrawnAs = Partial<Parameters<ReturnType<typeof signsOf>['draw']>[0]>;

/** Draws a shelter at 口前镇, or what `wanted` makes of it. */
export const drawn = (db: Db, who: Who | null, incidentId: string, wanted: DrawnAs = {}) =>
	signsOf(db, who).draw({
		actId: uuidv7(),
		id: uuidv7(),
		incidentId,
		code: 'D6',
		label: '口前中学',
		shape: { type: 'Point', coordinates: [126.5, 43.66] },
		...wanted
	});

/** The lines about these subjects, the oldest first. */
export const linesAbout = (db: Db, ...subjects: string[]) =>
	db.select().from(journal).where(inArray(journal.subject, subjects)).orderBy(asc(journal.seq));
