export type Toast = {
	id: number;
	text: string;
	kind: 'done' | 'bad';
	/** Present: the act can be taken back while the toast stands. */
	undo?: () => unknown;
	lasts: number;
};

/** What just happened, for a few seconds, with the way back. An error about a field stands beside the field instead. */
class Toasts {
	shown = $state<Toast[]>([]);
	#next = 1;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();

	/** `lasts` in milliseconds; what can be undone stands longer, and a failure stays until it is closed. */
	show(text: string, { kind = 'done', undo, lasts }: Partial<Omit<Toast, 'id' | 'text'>> = {}) {
		const id = this.#next++;
		const stays = lasts ?? (kind === 'bad' ? Infinity : undo ? 12_000 : 5_000);
		this.shown.push({ id, text, kind, lasts: stays, ...(undo && { undo }) });
		this.resume(id);
		return id;
	}

	dismiss(id: number) {
		this.hold(id);
		this.shown = this.shown.filter((toast) => toast.id !== id);
	}

	async undo(toast: Toast) {
		this.dismiss(toast.id);
		await toast.undo?.();
	}

	/** While the pointer or the focus is on it, it does not leave. */
	hold(id: number) {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	resume(id: number) {
		const toast = this.shown.find((one) => one.id === id);
		if (!toast || toast.lasts === Infinity) return;
		this.hold(id);
		this.#timers.set(
			id,
			setTimeout(() => this.dismiss(id), toast.lasts)
		);
	}
}

export const toasts = new Toasts();
