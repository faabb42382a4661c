import { isAlike, othersOf, sameIn, type OtherName } from '../report/other-figures.ts';
import { FigureName, type Figure, type ReportFull } from '../report/schema.ts';
import type { KnownFigure, Standing } from './schema.ts';

/** What a figure is known from. */
export type Stating = Pick<
	ReportFull,
	'id' | 'threadId' | 'number' | 'isCorrection' | 'unitId' | 'unitName' | 'receivedAt'
> & { body: Pick<ReportFull['body'], 'figures' | 'otherFigures'> };

type Statement = Standing['differing'][number] & { unitId: string; receivedAt: string };
type OtherStatement = Statement & OtherName;

/**
 * What is known now (IN8): of each figure the newest statement, with its source, and beside it what other units
 * said last where that differs. Within a thread a later report replaces an earlier one; a correction replaces
 * all that was said before it, also what it leaves out. After the figures that every report has come those that
 * reports named themselves, in the order in which they came up. `reports` in any order.
 */
export function knownNow(reports: readonly Stating[]): KnownFigure[] {
	const inOrder = reports.toSorted(
		(a, b) => a.number - b.number || Date.parse(a.receivedAt) - Date.parse(b.receivedAt)
	);
	const named = FigureName.options.flatMap((name) => {
		const known = standing(lastOfThreads(inOrder, name));
		return known ? [{ name, ...known }] : [];
	});
	return [...named, ...knownOthers(inOrder)];
}

function lastOfThreads(reports: Stating[], name: FigureName): Statement[] {
	const byThread = new Map<string, Statement>();
	for (const report of reports) {
		const figure = report.body.figures[name];
		if (report.isCorrection) byThread.delete(report.threadId);
		if (figure) byThread.set(report.threadId, statementOf(report, figure));
	}
	return [...byThread.values()];
}

/** Across threads nothing but equal words and unit says that two count the same. */
function knownOthers(reports: Stating[]): KnownFigure[] {
	const groups: OtherStatement[][] = [];
	for (const said of lastOthersOfThreads(reports)) {
		const group = groups.find(([first]) => first && isAlike(first, said));
		if (group) group.push(said);
		else groups.push([said]);
	}
	return groups.flatMap((group) => {
		const known = standing(group);
		const newest = group.find(({ reportId }) => reportId === known?.reportId);
		if (!known || !newest) return [];
		const { key, label, unit } = newest;
		return [{ name: 'other', key, label, unit, ...known }];
	});
}

/** Within a thread it is the key that says so, whatever the figure is called by then. */
function lastOthersOfThreads(reports: Stating[]): OtherStatement[] {
	const byThread = new Map<string, OtherStatement[]>();
	for (const report of reports) {
		const before = report.isCorrection ? [] : (byThread.get(report.threadId) ?? []);
		const figures = othersOf(report.body);
		const stated = figures.map((figure) => {
			const { key, label, unit } = figure;
			return { key, label, unit, ...statementOf(report, figure) };
		});
		const replaced = figures.map((figure) => sameIn(before, figure));
		const left = before.filter((old) => !replaced.includes(old));
		byThread.set(report.threadId, [...left, ...stated]);
	}
	return [...byThread.values()].flat();
}

const statementOf = (report: Stating, { value, source, at }: Figure): Statement => ({
	...{ value, source, at },
	reportId: report.id,
	unitId: report.unitId,
	unitName: report.unitName,
	receivedAt: report.receivedAt
});

/** What stands of a figure of which each thread said this last; undefined where none said anything. */
function standing(said: Statement[]): Standing | undefined {
	const [newest, ...others] = lastOfUnits(said).map((one) => ({
		...{ value: one.value, source: one.source, at: one.at },
		...{ reportId: one.reportId, unitName: one.unitName }
	}));
	return newest && { ...newest, differing: others.filter(({ value }) => value !== newest.value) };
}

/** The last statement of each unit, newest first. */
function lastOfUnits(said: Statement[]): Statement[] {
	const newestFirst = said.toSorted(
		(a, b) =>
			Date.parse(b.at) - Date.parse(a.at) || Date.parse(b.receivedAt) - Date.parse(a.receivedAt)
	);
	const units = new Set<string>();
	return newestFirst.filter(({ unitId }) => !units.has(unitId) && units.add(unitId));
}
