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

/** How many rows of clocks and of reports fit beside so many rows of warnings, consultations and alarms. Nobody can scroll a wall. */
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
}): { clocks: number; reports: number } {
	if (warnings + alarms + consultations === 0) return { clocks: CLOCKS, reports: REPORTS };
	const panel = (head: number, rows: number, row: number) => (rows > 0 ? head + rows * row : 0);
	const left =
		COLUMN -
		alarms * ALARM -
		panel(PANEL, warnings, WARNING) -
		panel(HEAD, consultations, CONSULTATION);
	const fit = (rem: number, row: number, least: number, most: number) =>
		Math.max(least, Math.min(most, Math.floor((rem - PANEL) / row)));
	const clockRows = Math.min(
		Math.max(clocks, LEAST_CLOCKS),
		fit(left / 2, CLOCK, LEAST_CLOCKS, CLOCKS)
	);
	const forReports = left - PANEL - clockRows * CLOCK;
	return { clocks: clockRows, reports: fit(forReports, REPORT, LEAST_REPORTS, REPORTS) };
}
