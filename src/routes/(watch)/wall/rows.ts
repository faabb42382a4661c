/** Heights on a wall, in rem: what a row of each kind takes, and a panel's head with the line for the rest. */
const COLUMN = 58;
const CLOCK = 3.65;
const REPORT = 4.2;
const WARNING = 5.2;
const ALARM = 6;
const CONSULTATION = 4;
/** A head without a line for the rest. */
const HEAD = 2.5;
const PANEL = 5;

const CLOCKS = 7;
const REPORTS = 8;
const LEAST_CLOCKS = 2;
/** What a wall is for: whatever else there is, so many stand on it. */
const LEAST_REPORTS = 4;

/** How many rows of each fit, at most so many warnings. Nobody can scroll a wall, so warnings give way to clocks and reports. */
export function wallRows({
	warnings,
	alarms,
	consultations,
	clocks
}: {
	warnings: number;
	alarms: number;
	consultations: number;
	clocks: number;
}): { warnings: number; clocks: number; reports: number } {
	if (warnings + alarms + consultations === 0)
		return { warnings, clocks: CLOCKS, reports: REPORTS };
	const panel = (head: number, rows: number, row: number) => (rows > 0 ? head + rows * row : 0);
	const leftBeside = (shown: number) =>
		COLUMN -
		alarms * ALARM -
		panel(PANEL, shown, WARNING) -
		panel(HEAD, consultations, CONSULTATION);
	const forLeastReports = panel(PANEL, LEAST_REPORTS, REPORT);
	const least = forLeastReports + panel(PANEL, LEAST_CLOCKS, CLOCK);
	let shown = warnings;
	while (shown > 1 && leftBeside(shown) < least) shown--;

	const left = leftBeside(shown);
	const fit = (rem: number, row: number, atLeast: number, atMost: number) =>
		Math.max(atLeast, Math.min(atMost, Math.floor((rem - PANEL) / row)));
	const forClocks = Math.min(left / 2, left - forLeastReports);
	const clockRows = Math.min(
		Math.max(clocks, LEAST_CLOCKS),
		fit(forClocks, CLOCK, LEAST_CLOCKS, CLOCKS)
	);
	const forReports = left - PANEL - clockRows * CLOCK;
	return {
		warnings: shown,
		clocks: clockRows,
		reports: fit(forReports, REPORT, LEAST_REPORTS, REPORTS)
	};
}
