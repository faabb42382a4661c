/** Engines that others imitate come last. */
const browsers: [name: string, mark: RegExp][] = [
	['Edge', /Edg\/(\d+)/],
	['Opera', /OPR\/(\d+)/],
	['360', /360SE|QIHU/],
	['Firefox', /Firefox\/(\d+)/],
	['Chrome', /Chrom(?:e|ium)\/(\d+)/],
	['Safari', /Version\/(\d+).*Safari/]
];

const systems: [name: string, mark: RegExp][] = [
	['Windows', /Windows/],
	['Android', /Android/],
	['iOS', /iPhone|iPad/],
	['macOS', /Mac OS X/],
	['Linux', /Linux|X11/]
];

/** `Chrome 109 · Windows` from a User-Agent header: enough for its owner to know it again. Unknown ones are cut. */
export function agentName(header: string): string {
	const browser = browsers.find(([, mark]) => mark.test(header));
	const system = systems.find(([, mark]) => mark.test(header));
	if (!browser) return header.slice(0, 40) || '?';
	const version = browser[1].exec(header)?.[1];
	return [[browser[0], version].filter(Boolean).join(' '), system?.[0]].filter(Boolean).join(' · ');
}
