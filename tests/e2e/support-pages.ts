import { globSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { demoId } from '../../src/demonstration/people.ts';
import type { Performer } from '../../src/scenes/stage.ts';
import { draft } from './support.ts';

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
	['/admin/journal', 'sheng.shenji'],
	['/admin', 'sheng.xitong'],
	['/', 'jilin.zhuban']
];

export type Visit = { route: string; address: string; username: string | null };

/** Each page once, at an address that shows something, by somebody who may see it. */
export async function visits(api: (username: string) => Promise<Performer>): Promise<Visit[]> {
	const [reporter, city] = [await api('yongji.baosong'), await api('jilin.zhuban')];
	const [title, incidentId] = ['温德河水位上涨，口前镇组织沿河群众转移', uuidv7()];
	const figure = { value: 12, source: '口前镇政府', at: new Date().toISOString() };
	const body = { figures: { trapped: figure }, measures: '已组织沿河群众转移。' };
	const { id: reportId } = await reporter.report.file.mutate(draft({ title, level: 2, body }));
	await city.incident.accept.mutate({ actId: uuidv7(), reportId, incidentId, open: { title } });
	await reporter.report.file.mutate(draft({ title: '口前镇三处路段积水', level: 3 }));
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
