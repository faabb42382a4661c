import {
	control,
	ControlError,
	type Answer,
	type Ask,
	type ControlName
} from '../../../../media-server/contract/control.ts';

/** Longer than the media server takes for anything but a wait for events. */
const TIMEOUT_MS = 5000;

/** The media server refused, or did not answer (`unreachable`). */
export class MediaRefusal extends Error {
	readonly code: ControlError['code'] | 'unreachable';

	constructor({ code, message }: { code: MediaRefusal['code']; message: string }, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = 'MediaRefusal';
		this.code = code;
	}
}

export type MediaControl = <N extends ControlName>(name: N, ask: Ask<N>) => Promise<Answer<N>>;

/**
 * The verbs of the media server at `url` (http://host:port), as a function. It throws a `MediaRefusal`; a
 * feature turns that into a `Failure` with its own sentence.
 */
export function mediaControl(url: string, secret: string): MediaControl {
	return async (name, ask) => {
		const waitMs = 'waitMs' in ask ? (ask.waitMs ?? 0) : 0;
		const response = await fetch(new URL(`/control/${name}`, url), {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
			body: JSON.stringify(ask),
			signal: AbortSignal.timeout(TIMEOUT_MS + waitMs)
		}).catch((cause: unknown) => {
			const message = `The media server at ${url} does not answer.`;
			throw new MediaRefusal({ code: 'unreachable', message }, cause);
		});
		const said: unknown = await response.json().catch(() => null);
		if (response.ok) return control[name].answer.parse(said) as Answer<typeof name>;
		const error = ControlError.safeParse(said);
		throw new MediaRefusal(
			error.success ? error.data : { code: 'bug', message: `HTTP ${response.status}` }
		);
	};
}
