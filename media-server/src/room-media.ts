import type {
	ActiveSpeakerObserver,
	AudioLevelObserver,
	Producer,
	Router,
	WebRtcServer
} from 'mediasoup/types';
import type { Notice } from '../contract/signalling.ts';
import type { ProducerOwner } from './peer-media.ts';
import type { Slot } from './pool.ts';

const LEVELS_EVERY_MS = 350;
/** Quieter than a room with nobody speaking. */
const THRESHOLD_DBOV = -70;
const MOST_LEVELS = 8;

/** What a room owns in its worker: a router, and the ears that say who speaks. */
export class RoomMedia {
	readonly router: Router;
	readonly server: WebRtcServer;
	readonly slot: Slot;
	readonly #levels: AudioLevelObserver;
	readonly #speaker: ActiveSpeakerObserver;

	static async open(slot: Slot, tell: (notice: Notice) => void): Promise<RoomMedia> {
		const { running } = slot;
		if (!running) throw new Error('the worker is being replaced');
		const router = await slot.openRouter();
		const levels = await router.createAudioLevelObserver({
			maxEntries: MOST_LEVELS,
			threshold: THRESHOLD_DBOV,
			interval: LEVELS_EVERY_MS
		});
		const speaker = await router.createActiveSpeakerObserver();
		const ownerOf = ({ appData }: Producer) => (appData as ProducerOwner).peerId;
		levels.on('volumes', (volumes) => {
			const heard = volumes.map(({ producer, volume }) => ({
				peerId: ownerOf(producer),
				dBov: volume
			}));
			tell({ kind: 'levels', levels: heard });
		});
		levels.on('silence', () => tell({ kind: 'levels', levels: [] }));
		speaker.on('dominantspeaker', ({ producer }) =>
			tell({ kind: 'activeSpeaker', peerId: ownerOf(producer) })
		);
		return new RoomMedia(slot, running.server, router, [levels, speaker]);
	}

	private constructor(
		slot: Slot,
		server: WebRtcServer,
		router: Router,
		[levels, speaker]: [AudioLevelObserver, ActiveSpeakerObserver]
	) {
		this.slot = slot;
		this.server = server;
		this.router = router;
		this.#levels = levels;
		this.#speaker = speaker;
	}

	/** From now on it counts who speaks with this microphone. It forgets by itself when that closes. */
	async hear(producerId: string) {
		await Promise.all([
			this.#levels.addProducer({ producerId }),
			this.#speaker.addProducer({ producerId })
		]);
	}

	close() {
		this.router.close();
	}
}
