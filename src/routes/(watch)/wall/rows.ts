/** Heights on a wall, in rem: what a row of each kind takes, a panel's head, and the line that counts the rest. */
const COLUMN = 58;
const CLOCK = 3.65;
const REPORT = 4.2;
const WARNING = 5.2;
const ALARM = 6;
const CONSULTATION = 4;
const HEAD = 2.5;
const REST = 2.5;

/** However much room there is. */
const CLOCKS = 7;
const REPORTS = 8;
const WARNINGS = 3;
export const ALARMS = 2;
export const CONSULTATIONS = 1;
const LEAST_CLOCKS = 2;
/** What a wall is for: whatever else there is, so many stand on it. */
const LEAST_REPORTS = 4;
/** A list of reports goes on for a day: its rest is always counted. */
const FOR_LEAST_REPORTS = HEAD + LEAST_REPORTS * REPORT + REST;

const panel = (all: number, shown: number, row: number) =>
	shown === 0 ? 0 : HEAD + shown * row + (all > shown ? REST : 0);

/** Where no clock runs, a sentence says so in the room of two. */
const clockPanel = (all: number, shown: number) => panel(all, Math.max(shown, LEAST_CLOCKS), CLOCK);

/** How many rows of each fit, of so many that there are. Nobody can scroll a wall, so warnings give way to clocks and reports. */
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
	const leftBeside = (shown: number) =>
		COLUMN -
		Math.min(alarms, ALARMS) * ALARM -
		panel(warnings, shown, WARNING) -
		panel(consultations, Math.min(consultations, CONSULTATIONS), CONSULTATION);
	const least = FOR_LEAST_REPORTS + clockPanel(clocks, LEAST_CLOCKS);
	let shown = Math.min(warnings, WARNINGS);
	while (shown > 1 && leftBeside(shown) < least) shown--;

	const left = leftBeside(shown);
	const forClocks = Math.min(left / 2, left - FOR_LEAST_REPORTS);
	let clockRows = Math.max(LEAST_CLOCKS, Math.min(clocks, CLOCKS));
	while (clockRows > LEAST_CLOCKS && clockPanel(clocks, clockRows) > forClocks) clockRows--;

	const forReports = left - clockPanel(clocks, clockRows) - HEAD - REST;
	const reports = Math.min(REPORTS, Math.floor(forReports / REPORT));
	return { warnings: shown, clocks: clockRows, reports: Math.max(LEAST_REPORTS, reports) };
}
