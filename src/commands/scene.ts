import { parseArgs } from 'node:util';
import { lengthMs, play } from '#src/scenes/player.ts';
import type { Scene } from '#src/scenes/scene.ts';
import { SceneStopped } from '#src/scenes/stage.ts';
import { yongji2010 } from '#src/scenes/yongji-2010.ts';
import { environment } from './support/environment.ts';
import { command, Stop } from './support/run.ts';

const scenes: Scene[] = [yongji2010];

/** Story minutes in a real minute, where nothing else is said: the first morning takes some minutes. */
const USUAL_SPEED = 60;
const LONGEST_PAUSE_MS = 12_000;

const USAGE = `npm run scene -- NAME [--speed ${USUAL_SPEED}] [--url http://localhost:8800]\n\nScenes:\n${scenes
	.map(({ name, title }) => `  ${name}  ${title.zh} / ${title.en}`)
	.join('\n')}`;

await command(async () => {
	const { name, speed, url } = readArguments();
	const scene = scenes.find((each) => each.name === name);
	if (!scene) throw new Stop(USAGE);
	const minutes = Math.max(1, Math.round(lengthMs(scene, speed, LONGEST_PAUSE_MS) / 60_000));
	console.log(`${url} · about ${minutes} min · Ctrl-C stops\n`);
	try {
		await play(scene, { url, speed, longestPauseMs: LONGEST_PAUSE_MS, tell: console.log });
	} catch (error) {
		if (error instanceof SceneStopped) throw new Stop(error.message, { cause: error });
		throw error;
	}
});

function readArguments() {
	try {
		const { positionals, values } = parseArgs({
			allowPositionals: true,
			options: { speed: { type: 'string' }, url: { type: 'string' } }
		});
		const speed = Number(values.speed ?? USUAL_SPEED);
		if (!(speed > 0)) throw new Error('--speed must be a number above 0.');
		const url = values.url ?? environment().ORIGIN;
		if (!URL.canParse(url)) throw new Error(`--url ${url} is not an address.`);
		return { name: positionals[0], speed, url };
	} catch (error) {
		if (error instanceof Stop) throw error;
		throw new Stop(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
	}
}
