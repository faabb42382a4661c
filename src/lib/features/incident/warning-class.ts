import { searchClasses } from '../event-class/rules.ts';
import type { EventClass } from '../event-class/schema.ts';

/** Words of the warning and not of what it warns of. */
const AROUND =
	/[红橙黄蓝]色|预警(?:信号)?|警报|警告|\b(?:red|orange|yellow|blue|warning|alert|watch|advisory|for|of|the)\b/gi;

/** A class is no class that names everything: X0000, XY000. */
const isBroad = ({ code }: EventClass) => code.endsWith('000');

/**
 * The class of event that a warning's event word points to ("暴雨", "雷雨大风", "Flash flood"), or null. Of a longer
 * word the longest part that the table knows. Only a suggestion: a person chooses (IN19).
 */
export function suggestedClass(classes: readonly EventClass[], event: string): EventClass | null {
	const usable = classes.filter((one) => !isBroad(one));
	const plain = event.replace(AROUND, ' ').replace(/\s+/g, ' ').trim();
	for (const part of [plain, ...partsOf(plain)]) {
		// One character names half the table.
		if (part.length < 2) continue;
		const [found] = searchClasses(usable, part, 1);
		if (found) return found;
	}
	return null;
}

/** English by its words; Chinese by runs of two characters and more, the longest first, later ones before: 雷雨大风 is a 大风. */
function partsOf(text: string): string[] {
	const words = text.split(' ').filter((word) => /^[a-z]{4,}$/i.test(word));
	const runs = text.match(/\p{Script=Han}{2,}/gu) ?? [];
	const cut = runs.flatMap((run) => {
		const all: string[] = [];
		for (let length = run.length; length >= 2; length--) {
			for (let from = run.length - length; from >= 0; from--)
				all.push(run.slice(from, from + length));
		}
		return all;
	});
	return [...cut, ...words.sort((a, b) => b.length - a.length)];
}
