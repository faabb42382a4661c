import { unreachable } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { unitNames, warningLevelName } from '../warning/words.ts';
import type { WarningCard } from '../warning/schema.ts';

type Kept =
	| { became: 'issued' | 'updated' | 'cancelled'; card: WarningCard; replaced: WarningCard[] }
	| { became: 'known'; card: WarningCard }
	| { became: 'ignored' };
type Counted = Record<'reported' | 'revised' | 'withdrawn' | 'known' | 'outside', number>;

/** What a document became, a line each. */
export function takenLines(taken: { warnings: Kept[]; earthquakes: Counted | null }): string[] {
	const { warnings, earthquakes } = taken;
	return [
		...warnings.map(keptLine),
		...(earthquakes ? [m.feed_took_earthquakes(earthquakes)] : [])
	];
}

function keptLine(kept: Kept): string {
	if (kept.became === 'ignored') return m.feed_took_ignored();
	const { headline, level, units } = kept.card;
	const words = { headline, level: warningLevelName(level), units: unitNames(units) };
	switch (kept.became) {
		case 'issued':
			return m.feed_took_issued(words);
		case 'updated':
			return m.feed_took_updated({ ...words, count: kept.replaced.length });
		case 'cancelled':
			return m.feed_took_cancelled({ ...words, count: kept.replaced.length });
		case 'known':
			return m.feed_took_known(words);
		default:
			return unreachable(kept);
	}
}
