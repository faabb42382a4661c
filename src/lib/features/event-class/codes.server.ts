import { readFileSync } from 'node:fs';
import type { EventClass } from './schema.ts';

const SCHEME = '国家应急平台事件与资源字母编码（据2018年公开的应急广播数据库转录，未与原文核对）';
const CONFIDENCE: Record<string, string> = { hi: '可信度高', med: '可信度中' };

/**
 * The shipped code table: event-codes.csv beside this file, comma-separated without quotes. 1xxxx events,
 * 2xxxx hazards, 3xxxx protected targets, 4xxxx resources, 5xxxx law and norms, 6xxxx plans, 7xxxx platforms.
 * Doubts of the transcript stand in `sourceDocument`.
 */
export function readShippedCodes(): (EventClass & { sourceDocument: string })[] {
	const file = new URL('./event-codes.csv', import.meta.url);
	const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
	return lines.map((line) => {
		const [code = '', name = '', nameEn, parent, numericCode, confidence = '', note] =
			line.split(',');
		const numeric = numericCode && `数字码据GB/T 35561-2017（${CONFIDENCE[confidence]}）`;
		return {
			code,
			name,
			nameEn: nameEn || null,
			parent: parent || null,
			numericCode: numericCode || null,
			sensitive: false,
			sourceDocument: [SCHEME, numeric, note].filter(Boolean).join('；')
		};
	});
}
