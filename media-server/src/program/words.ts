import type { WorkerProgram } from '../../contract/shared.ts';

/** The state as a line for the console, or null where it differs too little from the last one that was said. */
export function programTeller(): (state: WorkerProgram) => string | null {
	let last = '';
	return (state) => {
		const key =
			'percent' in state ? `${state.state} ${Math.floor(state.percent / 10)}` : state.state;
		if (key === last) return null;
		last = key;
		return words(state);
	};
}

function words(state: WorkerProgram): string {
	switch (state.state) {
		case 'absent':
			return 'Video worker: not there.';
		case 'downloading':
			return `Video worker: downloading, ${state.percent} %.`;
		case 'building':
			return `Video worker: building in the background (${state.step}), ${state.percent} %.`;
		case 'ready':
			return `Video worker: ready (${state.origin}, ${state.version}, sha256 ${state.sha256.slice(0, 12)}…).`;
		case 'failed':
			return `Video worker: none. ${state.why}`;
	}
}
