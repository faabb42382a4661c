const signs: Record<string, string> = {
	ArrowUp: '↑',
	ArrowDown: '↓',
	ArrowLeft: '←',
	ArrowRight: '→',
	Enter: '⏎',
	Escape: 'Esc',
	Mod: 'Ctrl'
};

/** `Mod+Enter` as it stands on the keys: `Ctrl`, `⏎`. */
export const keySigns = (keys: string): string[] =>
	keys.split('+').map((key) => signs[key] ?? (key.length === 1 ? key.toUpperCase() : key));
