import { test, type Page } from '@playwright/test';

/**
 * From now on: the instant at which `text` first stands anywhere on the page. The page, the product and
 * the test share one clock, so it can be compared with what the server wrote.
 */
export async function watchFor(page: Page, text: string): Promise<() => Promise<number>> {
	const seen = await page.evaluateHandle((wanted) => {
		const found = { at: 0 };
		const observer = new MutationObserver(() => {
			if (!document.body.textContent.includes(wanted)) return;
			found.at = Date.now();
			observer.disconnect();
		});
		observer.observe(document.body, { childList: true, characterData: true, subtree: true });
		return found;
	}, text);
	return () => seen.evaluate(({ at }) => at);
}

/** Writes a measured time beside the test's name in the report and on the terminal. */
export function measured(what: string, ms: number) {
	test.info().annotations.push({ type: 'measured', description: `${what}: ${ms} ms` });
	console.log(`    measured: ${what}: ${ms} ms`);
}
