/** Codes as somebody types them, in any case and with any sign between, each once. */
export const codesIn = (text: string): string[] => [
	...new Set(
		text
			.toUpperCase()
			.split(/[\s、，,;；]+/)
			.filter(Boolean)
	)
];
