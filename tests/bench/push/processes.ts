import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Message = Record<string, number>;
const PATIENCE_MS = 60_000;

/** A forked script of this folder that is asked and answers, one question at a time. */
export class Child {
	#process: ChildProcess;
	#messages: Message[] = [];
	#arrived = () => {};

	constructor(script: string, ...args: string[]) {
		const file = fileURLToPath(new URL(script, import.meta.url));
		this.#process = fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
		this.#process.on('message', (message) => {
			this.#messages.push(message as Message);
			this.#arrived();
		});
	}

	tell(message: unknown) {
		this.#process.send(message as object);
	}

	/** The next message with that field; those before it are dropped. */
	async hear(field: string): Promise<Message> {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const message = this.#messages.shift();
			if (message && field in message) return message;
			if (message) continue;
			await new Promise<void>((done, failed) => {
				const timer = setTimeout(() => failed(new Error(`No ${field} came`)), until - Date.now());
				this.#arrived = () => {
					clearTimeout(timer);
					done();
				};
			});
		}
	}

	async ask(question: unknown, field: string): Promise<Message> {
		this.tell(question);
		return this.hear(field);
	}

	end() {
		return new Promise<void>((done) => {
			this.#process.once('exit', () => done());
			this.#process.kill();
		});
	}
}
