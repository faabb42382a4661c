import type { Attachment } from 'svelte/attachments';

/** Shows or sounds a stream in a `<video>` or `<audio>`: `{@attach play(stream)}`. `onBlocked`: the browser waits for a click first. */
export function play(
	stream: MediaStream | null | undefined,
	onBlocked: () => void = () => {}
): Attachment<HTMLMediaElement> {
	return (element) => {
		element.srcObject = stream ?? null;
		if (stream) {
			element.play().catch((error: unknown) => {
				// Another stream has taken its place, or the element is gone: nobody waits for this one.
				if (error instanceof Error && error.name === 'NotAllowedError') onBlocked();
			});
		}
		return () => {
			element.srcObject = null;
		};
	};
}
