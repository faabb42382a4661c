import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventClass } from '#lib/features/event-class/tables.server.ts';
import { takeIn } from '#lib/features/feed/intake.server.ts';
import { incidentWarning } from '#lib/features/incident/tables.server.ts';
import type { WarningCard } from '#lib/features/warning/schema.ts';
import type { Who } from '#lib/who.ts';
import {
	boxText,
	bytesOf,
	capTime,
	capXml,
	geocodeXml,
	infoXml,
	polygonXml,
	type CapParts
} from '../support/cap.ts';
import { testDatabase } from '../support/database.ts';
import { testPerson } from '../support/person.ts';
import { CHANGCHUN, doorsOf, linesOf, newFeed, warningWorld } from './warning-support.ts';

const db = await testDatabase();
let world: Awaited<ReturnType<typeof warningWorld>>;
let feedId: string;
let colleague: Who;
beforeAll(async () => {
	world = await warningWorld(db);
	feedId = await newFeed(db);
	colleague = await testPerson(db, { unitId: world.dunhua.unitId, roles: ['deputy'] });
	const classes = [{ code: '11B03', name: '暴雨事件', nameEn: 'Rainstorm' }];
	await db
		.insert(eventClass)
		.values(classes.map((row) => ({ id: uuidv7(), sourceDocument: '测试编码', ...row })));
});

let count = 0;
/** A warning for 敦化, or what `parts` make of it. */
async function warned(parts: CapParts = {}): Promise<WarningCard> {
	const bytes = bytesOf(capXml({ identifier: `I${++count}`, ...parts }));
	const arrived = { name: 'test', bytes, isNew: true };
	const { warnings, faults } = await takeIn(db, world.weather, feedId, arrived);
	expect(faults).toEqual([]);
	const [kept] = warnings;
	if (!kept || kept.became === 'ignored') throw new Error('nothing was kept');
	return kept.card;
}
const referTo = ({ sentAt }: WarningCard, identifier = `I${count}`) =>
	`jlqx@cma.gov.cn,${identifier},${sentAt.replace(/\.\d+Z/, '-00:00')}`;
const update = (of: WarningCard, parts: CapParts = {}) =>
	warned({ msgType: 'Update', references: referTo(of), sent: capTime(0), ...parts });

const opening = (warningId: string) => ({
	actId: uuidv7(),
	warningId,
	incidentId: uuidv7(),
	title: '敦化市暴雨',
	classCode: '11B03',
	placeText: '敦化市'
});
const open = (who: Who | null, input: ReturnType<typeof opening>) =>
	doorsOf(db, who).incident.openFromWarning(input);
const page = (who: Who, id: string) => doorsOf(db, who).incident.get({ id });
async function incidentOf(who: Who, { id }: WarningCard) {
	return (await open(who, opening(id))).incidentId;
}

describe('opening an incident from a warning', () => {
	test('[IN19] who may not: nobody, a screen, a reporter, an administrator, a program without the scope', async () => {
		const { id } = await warned();
		await expect(open(null, opening(id))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		const { unitId } = world.dunhua;
		for (const who of [
			await testPerson(db, { unitId, roles: ['screen'] }),
			await testPerson(db, { unitId, roles: ['reporter'] }),
			await testPerson(db, { unitId, roles: ['dutyLeader'] }),
			world.admin,
			world.weather,
			{ ...world.dunhua, via: { kind: 'token', tokenId: 't', scopes: ['read'] } } as Who
		]) {
			await expect(open(who, opening(id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[IN19] nor a desk that the warning is not for', async () => {
		const { id } = await warned();
		await expect(open(world.changchun, opening(id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('[IN19] it has the chosen class, the area, the frame and the warning, but no level and no clock', async () => {
		const card = await warned();
		const input = opening(card.id);
		expect(await open(world.dunhua, input)).toEqual({
			incidentId: input.incidentId,
			opened: true
		});
		const shown = await page(world.province, input.incidentId);
		expect(shown.card).toMatchObject({
			title: '敦化市暴雨',
			classCode: '11B03',
			incidentLevel: null,
			responseLevel: null,
			frame: 'real',
			ownerUnitId: world.dunhua.unitId,
			placeUnitId: world.dunhua.unitId,
			shape: { type: 'Polygon' },
			reportCount: 0
		});
		expect(shown.warnings).toMatchObject([{ linkedId: card.id, card: { id: card.id } }]);
		expect(shown.clocks).toEqual([]);
		const [line] = await linesOf(db, `incident:${input.incidentId}`);
		expect(line).toMatchObject({
			id: input.actId,
			type: 'incident.opened',
			payload: { reportId: null, warning: { id: card.id, headline: card.headline } }
		});
	});

	test('[IN19] of a wide area the part on the desk’s own ground is its place', async () => {
		const wide = infoXml({ area: geocodeXml('220000000000', '全省') });
		const id = await incidentOf(world.changchun, await warned({ inside: wide }));
		const { card } = await page(world.changchun, id);
		expect(card.placeUnitId).toBe(CHANGCHUN);
		expect(card.at.lon).toBeGreaterThan(124.3);
		expect(card.at.lon).toBeLessThan(125.5);
	});

	test('[IN19] a lifting, a warning that is nowhere, and a class that is none open nothing', async () => {
		const card = await warned();
		const lifting = await warned({
			msgType: 'Cancel',
			references: referTo(card),
			inside: infoXml()
		});
		await expect(open(world.dunhua, opening(lifting.id))).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		const nowhere = await warned({ inside: infoXml({ area: '' }) });
		await expect(open(world.province, opening(nowhere.id))).rejects.toMatchObject({
			code: 'CONFLICT'
		});
		const unknown = { ...opening((await warned()).id), classCode: '11Z99' };
		await expect(open(world.dunhua, unknown)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});

	test('[IN20] pressed twice, and by two colleagues at once, it is one incident with one line', async () => {
		const { id } = await warned();
		const input = opening(id);
		const answers = await Promise.all([
			open(world.dunhua, input),
			open(world.dunhua, input),
			open(colleague, opening(id))
		]);
		const ids = new Set(answers.map(({ incidentId }) => incidentId));
		expect(ids.size).toBe(1);
		expect(answers.filter(({ opened }) => opened)).toHaveLength(1);
		const [incidentId = ''] = ids;
		expect(await linesOf(db, `incident:${incidentId}`)).toHaveLength(1);
		expect(await doorsOf(db, world.dunhua).incident.ofWarning({ warningId: id })).toHaveLength(1);
	});

	test('[IN20] from its update the same incident is the answer; another unit opens its own', async () => {
		const first = await warned();
		const incidentId = await incidentOf(world.dunhua, first);
		const second = await update(first);
		expect(await incidentOf(world.dunhua, second)).toBe(incidentId);
		expect(await incidentOf(world.yanbian, second)).not.toBe(incidentId);
		const seen = await doorsOf(db, world.province).incident.ofWarning({ warningId: second.id });
		expect(seen).toHaveLength(2);
		// 延边's own incident lies in 敦化, so both desks see both.
		const outside = await doorsOf(db, world.changchun).incident.ofWarning({ warningId: second.id });
		expect(outside).toEqual([]);
	});
});

describe('linking a warning', () => {
	const link = (who: Who | null, id: string, warningId: string, actId = uuidv7()) =>
		doorsOf(db, who).incident.linkWarning({ actId, id, warningId });
	const unlink = (who: Who | null, id: string, warningId: string) =>
		doorsOf(db, who).incident.unlinkWarning({ actId: uuidv7(), id, warningId });
	const rows = (id: string) =>
		db.select().from(incidentWarning).where(eq(incidentWarning.incidentId, id));

	test('[IN21] who may not: nobody, an agency, another desk, and nobody to a warning that is not for him', async () => {
		const id = await incidentOf(world.dunhua, await warned());
		const another = await warned();
		await expect(link(null, id, another.id)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await expect(link(world.weather, id, another.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(link(world.changchun, id, another.id)).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		const far = await warned({
			inside: infoXml({ area: polygonXml(boxText(124.5, 43.5, 125, 44)) })
		});
		await expect(link(world.dunhua, id, far.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(unlink(world.changchun, id, another.id)).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('[IN21] twice, twice pressed, by two people at once: one link and one line', async () => {
		const id = await incidentOf(world.dunhua, await warned());
		const { id: warningId } = await warned();
		const actId = uuidv7();
		await Promise.all([
			link(world.dunhua, id, warningId, actId),
			link(world.dunhua, id, warningId, actId),
			link(world.province, id, warningId)
		]);
		await link(colleague, id, warningId);
		expect(await rows(id)).toHaveLength(2);
		const lines = await linesOf(db, `incident:${id}`);
		expect(lines.map(({ type }) => type)).toEqual(['incident.opened', 'incident.warningLinked']);
	});

	test('[IN21] its update stands in its place, is the same link, and its lines are in the log', async () => {
		const first = await warned();
		const id = await incidentOf(world.dunhua, first);
		const second = await update(first, { inside: infoXml({ headline: '发布暴雨红色预警信号' }) });
		const { warnings } = await page(world.dunhua, id);
		expect(warnings).toMatchObject([{ linkedId: first.id, card: { id: second.id, level: 1 } }]);
		await link(world.dunhua, id, second.id);
		expect(await rows(id)).toHaveLength(1);
		const { lines } = await doorsOf(db, world.dunhua).incident.timeline({ id });
		expect(lines.map(({ type }) => type)).toEqual([
			'warning.updated',
			'incident.opened',
			'warning.issued'
		]);
	});

	test('[IN21] lifted, it stays and says so', async () => {
		const first = await warned();
		const id = await incidentOf(world.dunhua, first);
		await warned({ msgType: 'Cancel', references: referTo(first), inside: '', sent: capTime(0) });
		const [linked] = (await page(world.province, id)).warnings;
		expect(linked?.card).toMatchObject({ id: first.id, endedBy: 'cancel' });
	});

	test('[IN21] of another frame it is refused, to a closed incident too', async () => {
		const id = await incidentOf(world.dunhua, await warned());
		const drill = await warned({ status: 'Exercise' });
		await expect(link(world.dunhua, id, drill.id)).rejects.toMatchObject({ code: 'CONFLICT' });
		const another = await warned();
		await doorsOf(db, world.dunhua).incident.close({ actId: uuidv7(), id, reason: '雨停' });
		await expect(link(world.dunhua, id, another.id)).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[IN21] whoever sees the incident but not the warning is told how many there are', async () => {
		const id = await incidentOf(world.dunhua, await warned());
		const inform = { actId: uuidv7(), id, text: '请注意来水', unitIds: [CHANGCHUN] };
		await doorsOf(db, world.dunhua).incident.inform(inform);
		expect(await page(world.changchun, id)).toMatchObject({ warnings: [], hiddenWarnings: 1 });
	});

	test('[IN21] unlinked by its update’s id it is gone, with a line', async () => {
		const first = await warned();
		const id = await incidentOf(world.dunhua, first);
		const second = await update(first);
		await unlink(world.dunhua, id, second.id);
		await unlink(world.dunhua, id, second.id);
		expect((await page(world.dunhua, id)).warnings).toEqual([]);
		const lines = await linesOf(db, `incident:${id}`);
		expect(lines.map(({ type }) => type)).toEqual(['incident.opened', 'incident.warningUnlinked']);
	});
});
