import { globSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { demoId } from '../../src/demonstration/people.ts';
import { newAction } from '../../src/lib/features/plan/words.ts';
import type { Performer } from '../../src/scenes/stage.ts';
import { warn } from '../../src/scenes/warn.ts';
import type { Product } from './product.ts';
import { draft, productNow } from './support.ts';

const ROUTES = path.join(import.meta.dirname, '../../src/routes');

/** Every page of the product, as the file system has it: `/report/[id]`. New ones come by themselves. */
export const routes: string[] = globSync('**/+page.svelte', { cwd: ROUTES })
	.map((file) => `/${file.replace(/\(\w+\)\/|\/?\+page\.svelte$/g, '')}`)
	.sort();

/** The same with ids that belong to nothing. */
export const addresses = routes.map((route) => route.replace(/\[\w+\]/, uuidv7()));

/** Who has business on a page, the longest beginning of its address first. Null: nobody is signed in. */
const visitors: [string, string | null][] = [
	['/login', null],
	['/wall', 'jilin.daping'],
	['/report', 'yongji.baosong'],
	['/plan', 'sheng.yuan'],
	['/task', 'yongji.baosong'],
	['/admin/journal', 'sheng.shenji'],
	['/admin', 'sheng.xitong'],
	['/', 'jilin.zhuban']
];

export type Visit = { route: string; address: string; username: string | null };

/** What was made for the visits, once for each product. */
const made = new WeakMap<Product, Promise<Visit[]>>();

/** A page at an address that shows something, by somebody who may see it. */
export async function visit(
	api: (username: string) => Promise<Performer>,
	route: string
): Promise<Visit> {
	const product = productNow();
	const all = made.get(product) ?? visits(api);
	made.set(product, all);
	const found = (await all).find((one) => one.route === route);
	if (!found) throw new Error(`There is no page ${route}`);
	return found;
}

async function visits(api: (username: string) => Promise<Performer>): Promise<Visit[]> {
	const [reporter, city] = [await api('yongji.baosong'), await api('jilin.zhuban')];
	const [title, incidentId] = ['温德河水位上涨，口前镇组织沿河群众转移', uuidv7()];
	const figure = { value: 12, source: '口前镇政府', at: new Date().toISOString() };
	const body = { figures: { trapped: figure }, measures: '已组织沿河群众转移。' };
	const { id: reportId } = await reporter.report.file.mutate(draft({ title, level: 2, body }));
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open: { title } });
	await work(city, incidentId, `report:${reportId}`);
	await reporter.report.file.mutate(draft({ title: '口前镇三处路段积水', level: 3 }));
	const { url } = productNow().place;
	const warningId = await warn(url, await api('sheng.qixiang'), {
		kind: 'warn',
		as: 'rain',
		holdsHours: 2,
		says: {
			event: '暴雨',
			severity: 'Severe',
			senderName: '吉林省气象台',
			headline: '永吉县暴雨橙色预警信号',
			description: '预计未来三小时永吉县有强降雨。',
			instruction: '注意防范山洪。',
			areaDesc: '永吉县',
			code: '220221000000'
		}
	});
	const consultationId = uuidv7();
	await city.consultation.open.mutate({
		actId: uuidv7(),
		id: consultationId,
		incidentId,
		title: '口前镇洪水会商',
		mainVenueUnitId: '220200',
		unitIds: ['220000', '220221']
	});
	const ids: Record<string, string> = {
		'/report/[id]': reportId,
		'/incident/[id]': incidentId,
		'/warning/[id]': warningId,
		'/plan/[id]': demoId('plan flood'),
		'/plan/[id]/edit': await draftPlan(await api('sheng.yuan')),
		'/knowledge/[id]': demoId('knowledge ammonia'),
		'/consultation/[id]': consultationId,
		'/admin/person/[id]': demoId('jilin.zhuban')
	};
	return routes
		.filter((route) => route !== '/')
		.map((route) => {
			const id = ids[route];
			if (route.includes('[') && !id) throw new Error(`Say here what to show at ${route}.`);
			const [, username = null] = visitors.find(([begin]) => route.startsWith(begin)) ?? [];
			return { route, address: route.replace(/\[\w+\]/, id ?? ''), username };
		});
}

/** A draft with something in every table, and something missing. Returns the plan's id. */
async function draftPlan(planner: Performer): Promise<string> {
	const id = uuidv7();
	const { content } = await planner.plan.version.query({ id: demoId('plan version flood 1') });
	const actions = [
		...content.actions.slice(0, 6),
		{ ...newAction(uuidv7()), levels: [4 as const] }
	];
	await planner.plan.create.mutate({
		...{ actId: uuidv7(), id, versionId: uuidv7(), ownerUnitId: '220000' },
		content: { ...content, title: '无障碍检查用预案草稿', actions }
	});
	return id;
}

/** A task that nobody has received, one that is late, and a sign for it, all connected with the report. */
async function work(city: Performer, incidentId: string, about: string) {
	const given = { incidentId, ownerUnitId: '220221', about };
	const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
	const ids = () => ({ actId: uuidv7(), id: uuidv7() });
	await city.task.assign.mutate({ ...ids(), ...given, title: '转移群众', dueAt: inMs(3_600_000) });
	const late = { ...ids(), ...given, title: '上报失联人数', dueAt: inMs(1000) };
	await city.task.assign.mutate(late);
	await city.task.supervise.mutate({ actId: uuidv7(), id: late.id, text: '请立即回复' });
	await city.sign.draw.mutate({
		...ids(),
		incidentId,
		code: 'D6',
		label: '口前中学',
		shape: { type: 'Point', coordinates: [126.5, 43.66] },
		about: `task:${late.id}`
	});
}
