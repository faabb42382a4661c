import { describe, expect, test } from 'vitest';
import type { TaskEvent } from './events.ts';
import {
	givenOpen,
	lateTasks,
	ownOpen,
	ringsAt,
	takeTasks,
	tasksIn,
	type TaskCards
} from './live.ts';
import type { TaskCard } from './schema.ts';

const task = (changes: Partial<TaskCard> = {}): TaskCard => ({
	id: 'a',
	incidentId: 'i',
	incidentTitle: '口前镇洪水',
	title: '封闭沿江道路',
	detail: '',
	paragraph: '',
	ownerUnitId: '220221',
	ownerUnitName: '永吉县',
	ownerPersonId: null,
	ownerName: '',
	ownerPost: '',
	assignedByUnitId: '220200',
	assignedByUnitName: '吉林市',
	assignedByPath: ['220200', '220000'],
	assignedByPersonId: null,
	assignedByName: '吉林市主班',
	assignedAt: '2026-11-22T05:00:00.000Z',
	dueAt: '2026-11-22T06:00:00.000Z',
	activationId: null,
	actionId: null,
	state: 'assigned',
	receivedAt: null,
	receivedByName: null,
	progress: '',
	progressAt: null,
	endedAt: null,
	endedByName: null,
	outcome: '',
	supervisedCount: 0,
	supervisedAt: null,
	supervisedByName: null,
	frame: 'real',
	version: 1,
	...changes
});

const line = (card: TaskCard): TaskEvent => ({
	type: 'task.received',
	subject: `task:${card.id}`,
	scope: [],
	payload: { card }
});

describe('a screen’s tasks', () => {
	test('[TK9] an older line does not bring an older card back, and twice is once', () => {
		const cards: TaskCards = new Map();
		const received = task({ state: 'received', version: 2 });
		const applied = (card: TaskCard) => takeTasks(cards, tasksIn(line(card)));
		expect(applied(received)).toEqual([received]);
		expect(applied(task())).toEqual([]);
		expect(applied(received)).toEqual([]);
		expect([...cards.values()]).toEqual([received]);
	});

	test('[TK10] the cards of one act come together; only those not yet here are new', () => {
		const cards: TaskCards = new Map([['a', task()]]);
		const brought = [task({ state: 'withdrawn', version: 2 }), task({ id: 'b' })];
		expect(takeTasks(cards, brought).map(({ id }) => id)).toEqual(['b']);
		expect(ownOpen(cards, '220221').map(({ id }) => id)).toEqual(['b']);
	});

	test('[TK6] what is to be done stands by time left, at its owner and at whoever gave it', () => {
		const cards: TaskCards = new Map();
		takeTasks(cards, [
			task({ id: 'later', dueAt: '2026-11-22T08:00:00.000Z' }),
			task({ id: 'soon' }),
			task({ id: 'done', state: 'done' }),
			task({ id: 'elsewhere', ownerUnitId: '222403', assignedByUnitId: '220000' })
		]);
		expect(ownOpen(cards, '220221').map(({ id }) => id)).toEqual(['soon', 'later']);
		expect(givenOpen(cards, '220200').map(({ id }) => id)).toEqual(['soon', 'later']);
		const now = new Date('2026-11-22T07:00:00.000Z');
		expect(lateTasks(cards, now).map(({ id }) => id)).toEqual(['elsewhere', 'soon']);
	});

	test('[TK5] it rings at its owner until it is received, and never in a rehearsal', () => {
		expect(ringsAt('220221', task())).toBe(true);
		expect(ringsAt('220221', task({ frame: 'demonstration' }))).toBe(true);
		expect(ringsAt('220221', task({ frame: 'exercise' }))).toBe(false);
		expect(ringsAt('220200', task())).toBe(false);
		expect(ringsAt('220221', task({ state: 'received' }))).toBe(false);
	});
});
