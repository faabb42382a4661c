import { inArray, sql } from 'drizzle-orm';
import { readersOf } from '#lib/features/knowledge/readers.server.ts';
import { SheetContent } from '#lib/features/knowledge/schema.ts';
import { knowledgeSheet } from '#lib/features/knowledge/tables.server.ts';
import { wordsOfSheet } from '#lib/features/knowledge/words.server.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { demoId, people } from './people.ts';

type DemoSheet = { slug: string; content: SheetContent };

const PROVINCE = '220000';

/** Sheets of the province: general knowledge with its source, nothing of a real unit. */
export const demoSheets: DemoSheet[] = [
	{
		slug: 'chlorotrimethylsilane',
		content: {
			kind: 'substance',
			title: '三甲基一氯硅烷',
			classCodes: ['12D', '12Q', '11A01'],
			source: 'CAS 75-77-4，UN 1298；以生产企业的安全技术说明书（SDS）为准',
			body: [
				'无色透明液体，有刺激性气味，易燃，易挥发，密度比水小。',
				'遇水或潮湿空气分解，放出氯化氢：白雾，刺激眼睛和呼吸道。',
				'桶在水里：完整的桶会漂浮。不要在水边开桶、撞桶；打捞人员在上风、上游，穿防酸服，戴正压式空气呼吸器。',
				'泄漏：切断火源，人员撤到上风向；用干砂、干粉吸收，不得直接用水冲。',
				'着火：干粉、二氧化碳、干砂。不用水，不用泡沫。',
				'下游取水口：通知水厂加密监测 pH、化学需氧量和氯离子，必要时停止取水，启用备用水源。'
			].join('\n')
		}
	},
	{
		slug: 'hexamethyldisiloxane',
		content: {
			kind: 'substance',
			title: '六甲基二硅氧烷',
			classCodes: ['12D', '12Q'],
			source: 'CAS 107-46-0；以生产企业的安全技术说明书（SDS）为准',
			body: [
				'无色透明液体，易燃，几乎不溶于水，浮在水面。三甲基一氯硅烷水解后也会生成。',
				'水面有油膜时：围油栏、吸油毡拦截；严禁明火。',
				'监测：水面气相色谱；下游断面加密取样。'
			].join('\n')
		}
	},
	{
		slug: 'ammonia',
		content: {
			kind: 'substance',
			title: '液氨',
			classCodes: ['12D', '12N'],
			source: 'CAS 7664-41-7，UN 1005；以生产企业的安全技术说明书（SDS）为准',
			body: [
				'有强烈刺激性气味的液化气体；泄漏时吸热，形成贴地白雾，随后上升。',
				'人员向上风或侧风方向撤离；低洼处和下风向居民关窗、用湿毛巾捂口鼻，等待通知。',
				'雾状水稀释、吸收氨气；不要把水直接打在液氨上。收集废水，防止流入河道。',
				'进入泄漏区：重型防化服，正压式空气呼吸器，至少两人一组。'
			].join('\n')
		}
	},
	{
		slug: 'chlorine',
		content: {
			kind: 'substance',
			title: '液氯',
			classCodes: ['12D', '12N', '12P'],
			source: 'CAS 7782-50-5，UN 1017；以生产企业的安全技术说明书（SDS）为准',
			body: [
				'黄绿色有毒气体，比空气重，沿地面和下水道扩散，在低洼处积聚。',
				'人员向上风、高处撤离；地下室和地铁站口优先。',
				'用碱液吸收；雾状水压制气云。不得用水直接喷在泄漏点上，会加快腐蚀。',
				'水厂、泳池是常见的存放处。'
			].join('\n')
		}
	},
	{
		slug: 'flood-dispatch',
		content: {
			kind: 'handling',
			title: '县城进水的前两小时',
			classCodes: ['11A'],
			source: '总值班室处置要点（演示）',
			body: [
				'先问：水位、涨势、被淹范围、停电停水停气范围、道路和通信是否中断、有无人员被困。',
				'先通知：下游各县、水库管理单位、医院、学校、养老机构、危险化学品企业。',
				'同时查：周边 5、10、30 公里的队伍、冲锋舟、避难场所；危险源里有没有会被冲走的桶罐。',
				'人数以转移安置登记为准；不同来源的数字都记下来，注明来源和时间，不要合并。',
				'通信中断时：卫星电话、公安和消防的集群、无人机中继；每小时至少一次人工回报。'
			].join('\n')
		}
	},
	{
		slug: 'drums-in-river',
		content: {
			kind: 'lesson',
			title: '化工桶被冲入江河：数字为什么会变',
			classCodes: ['12Q', '12D', '11A01'],
			source: '2010 年 7 月 28 日永吉县、吉林市洪水及化工桶冲入松花江事件的公开报道',
			body: [
				'最初报告“一千多只”，第二天核对两家企业库存后为空桶约 4000 只、实桶约 3000 只，最后清点 7138 只，其中空桶 3476 只。',
				'原因：首报人只看到一家企业；库存台账在水里；空桶和实桶没有分开数。',
				'做法：每个数字写明来源和时间；立即派人核对企业台账；空桶、实桶、已打捞、已定位分开报。',
				'下游：沿江各市县同时接到通报，设拦截点，取水口加密监测，公开发布水质结果。'
			].join('\n')
		}
	},
	{
		slug: 'reporting-30-60',
		content: {
			kind: 'regulation',
			title: '信息报送：先电话、后书面',
			classCodes: ['11', '12', '13', '14'],
			source:
				'《国家突发事件总体应急预案》（2025 年 2 月 25 日）；各地时限以“报送时限”里载明的文件为准',
			body: [
				'先掌握先报告，其他要素主动跟踪核实，及时补报；不得以需要了解详细情况为由延误。',
				'首报有四项即可：什么事、在哪里、什么时间、谁说的。',
				'续报只写变化，一般不再复述事件初始过程；终报写清处置结果和善后。',
				'不得迟报、谎报、瞒报、漏报。'
			].join('\n')
		}
	},
	{
		slug: 'aftershock',
		content: {
			kind: 'handling',
			title: '地震后的第一轮核实',
			classCodes: ['11C'],
			source: '总值班室处置要点（演示）',
			body: [
				'三级以上先核实震感和人员伤亡，再核实水库、危险化学品企业、医院、学校、铁路和高速公路。',
				'没有回音的乡镇按重灾区对待：派人去看，不要等电话。',
				'余震期间不要让人返回受损房屋；避难场所先开后登记。'
			].join('\n')
		}
	}
];

/** Adds the sheets that are missing; what people changed or withdrew stays so. */
export async function seedKnowledge(tx: Tx, now: Date) {
	const idOf = ({ slug }: DemoSheet) => demoId(`knowledge ${slug}`);
	const known = await tx
		.select({ id: knowledgeSheet.id })
		.from(knowledgeSheet)
		.where(inArray(knowledgeSheet.id, demoSheets.map(idOf)));
	const missing = demoSheets.filter((sheet) => !known.some(({ id }) => id === idOf(sheet)));
	const author = people.find(({ id }) => id === demoId('sheng.yuan'))?.name ?? '';
	for (const sheet of missing) {
		const content = SheetContent.parse(sheet.content);
		await tx.insert(knowledgeSheet).values({
			...{ id: idOf(sheet), ...content, words: wordsOfSheet(content), ownerUnitId: PROVINCE },
			...{ savedAt: now, savedByName: author },
			origin: sql`(select id from node)`,
			scope: readersOf(PROVINCE)
		});
	}
}
