/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, text: string) {
	const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
	const link = document.createElement('a');
	[link.href, link.download] = [url, name];
	link.click();
	// The download has begun by then; at once would be too early in some browsers.
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
