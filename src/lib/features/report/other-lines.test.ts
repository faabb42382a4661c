import { describe, expect, test } from 'vitest';
import { candidateOf, emptyFields, fieldsFrom, partOf } from './form-fields.ts';
import { emptyLine, withTyped, type OtherLine } from './other-lines.ts';

const now = new Date('2010-07-28T02:15:00Z');
const line = (key: string, changes: Partial<OtherLine> = {}): OtherLine => ({
	...emptyLine(key),
	...{ label: '冲走的桶', unit: '只', value: 1000 },
	...changes
});
const fields = (...otherFigures: OtherLine[]) => ({
	...emptyFields(now),
	source: { kind: 'unit' as const, name: '开发区管委会' },
	otherFigures
});

describe('[RP28] the lines of other figures in the form', () => {
	test('an empty line is not sent, and what is said about a line counts those that are', () => {
		const typed = fields(emptyLine('a'), line('b'), line('c', { label: '', value: null }));
		const { body } = candidateOf('x', typed, now);
		expect(body.otherFigures.map(({ key }) => key)).toEqual(['b', 'c']);
		expect(partOf(typed, 'otherFigures.1.label')).toMatchObject({ key: 'c' });
	});

	test('a line without a source or time of its own has the report’s', () => {
		const own = line('b', { source: '环保局', at: '2010-07-28T02:00:00.000Z', reason: ' 清点 ' });
		expect(candidateOf('x', fields(line('a'), own), now).body.otherFigures).toEqual([
			{
				...{ key: 'a', label: '冲走的桶', unit: '只', value: 1000 },
				...{ source: '开发区管委会', at: now.toISOString() }
			},
			{
				...{ key: 'b', label: '冲走的桶', unit: '只', value: 1000 },
				...{ source: '环保局', at: '2010-07-28T02:00:00.000Z', reason: '清点' }
			}
		]);
	});

	test('a first report that turns out to be a follow-up has what was said and what was typed, each once', () => {
		const said = [line('old', { source: '县' }), line('gone', { label: '船', value: 2 })];
		const typed = [line('new', { value: 3000 }), line('more', { label: '车', value: 5 })];
		expect(withTyped(said, typed)).toEqual([
			line('old', { value: 3000 }),
			line('gone', { label: '船', value: 2 }),
			line('more', { label: '车', value: 5 })
		]);
	});

	test('what was kept before there were other figures opens without any', () => {
		const { id: _, body, ...start } = candidateOf('x', { ...fields(), classCode: '12D99' }, now);
		const { otherFigures: __, ...old } = body;
		const kept = { ...start, body: old } as unknown as Parameters<typeof fieldsFrom>[0];
		expect(fieldsFrom(kept, String).otherFigures).toEqual([]);
	});
});
