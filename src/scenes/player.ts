import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD, people } from '#src/demonstration/people.ts';
import { perform, type Cast } from './acts.ts';
import type { Scene, Step } from './scene.ts';
import { warn } from './warn.ts';
import { enter, refusalText, SceneStopped, type Performer } from './stage.ts';

export type Playing = {
	/** Where the node answers. */
	url: string;
	/** Story minutes in a real minute. */
	speed: number;
	/** Nights are not waited for: no pause is longer than this. ms. */
	longestPauseMs: number;
	tell: (line: string) => void;
	signal?: AbortSignal;
};

/** Plays a scene from its first step, now. Stops at the first refusal. Answers with the ids of what it made, by the scene's names. */
export async function play(
	scene: Scene,
	{ url, speed, longestPauseMs, tell, signal }: Playing
): Promise<Cast> {
	const cast: Cast = new Map();
	const performers = new Map<string, Performer>();
	let last: Step | null = null;
	tell(`${scene.title.zh}\n${scene.title.en}\n\n${scene.opening.zh}\n${scene.opening.en}\n`);
	for (const [i, step] of scene.steps.entries()) {
		const pauseMs = last ? Math.min((instant(step) - instant(last)) / speed, longestPauseMs) : 0;
		await sleep(pauseMs, undefined, signal ? { signal } : {});
		const person = people.find(({ username }) => username === step.who);
		if (!person) throw new SceneStopped(`Nobody of the demonstration is called ${step.who}.`);
		const by = performers.get(step.who) ?? (await enter(url, step.who, DEMO_PASSWORD));
		performers.set(step.who, by);
		const { act } = step;
		const done =
			act.kind === 'warn'
				? warn(url, by, act).then((id) => void cast.set(act.as, id))
				: perform(act, by, person.unitId, cast);
		await done.catch((cause: unknown) => {
			const words = refusalText(cause);
			if (words === null) throw cause;
			throw new SceneStopped(
				`Step ${i + 1} (${step.who}, ${step.act.kind}) was refused: ${words}`,
				{ cause }
			);
		});
		tell(`${storyTime(step)}  ${step.tells.zh}\n              ${step.tells.en}`);
		last = step;
	}
	tell(`\n${scene.closing.zh}\n${scene.closing.en}`);
	return cast;
}

/** How long the scene takes. ms. */
export function lengthMs({ steps }: Scene, speed: number, longestPauseMs: number): number {
	return steps.slice(1).reduce((sum, step, i) => {
		const previous = steps[i];
		return (
			sum + (previous ? Math.min((instant(step) - instant(previous)) / speed, longestPauseMs) : 0)
		);
	}, 0);
}

const instant = ({ at }: Step) => Date.parse(`${at}+08:00`);

/** `07-28 06:10`, Beijing time of the story. */
const storyTime = ({ at }: Step) => at.slice(5).replace('T', ' ');
