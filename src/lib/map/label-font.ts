/**
 * The engine draws each character once and keeps the picture, so the web font must be there first or a box stays for good. We
 * let the page itself lay the characters out, out of sight: it fetches the ranges it lacks, and none on a machine that has a
 * Chinese font.
 */
const known = new Set<string>();

/** The characters of `texts` that were never asked for. */
export function newCharacters(texts: Iterable<string>): string {
	const fresh = new Set<string>();
	for (const text of texts) for (const sign of text) if (!known.has(sign)) fresh.add(sign);
	return [...fresh].join('');
}

/** Resolves when `characters` can be drawn, or after 4 s: a map without labels is worse than one with boxes. */
export async function loadCharacters(characters: string, families: readonly string[]) {
	const line = document.createElement('span');
	line.ariaHidden = 'true';
	line.textContent = characters;
	line.style.cssText =
		'position:fixed;top:0;left:0;visibility:hidden;white-space:nowrap;pointer-events:none';
	line.style.fontFamily = families
		.map((name) => (name.includes(' ') ? `"${name}"` : name))
		.join(',');
	document.body.append(line);
	// Reading the width makes the layout, and with it the requests, happen now.
	void line.offsetWidth;
	await Promise.race([document.fonts.ready, new Promise((resolve) => setTimeout(resolve, 4000))]);
	line.remove();
	for (const sign of characters) known.add(sign);
}
