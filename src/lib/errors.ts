/** Why a request was refused, in our own words. Edges translate it; features only throw it. */
export type FailureCode = 'not_found' | 'forbidden' | 'conflict' | 'invalid' | 'unavailable';

/** Sentences by field path (`occurredAt`, `figures.dead.reason`), for the form to show beside the field. */
export type FieldErrors = Record<string, string>;

export class Failure extends Error {
	readonly code: FailureCode;
	readonly fields: FieldErrors | undefined;

	/** `message` is a whole sentence for the user, in his language. */
	constructor(
		code: FailureCode,
		message: string,
		options?: { cause?: unknown; fields?: FieldErrors }
	) {
		super(message, options?.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'Failure';
		this.code = code;
		this.fields = options?.fields;
	}
}

/** For states only a bug can reach. Never for user input. */
export function invariant(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Error(`Invariant failed: ${message}`);
}

/** For the end of a switch over a union: a new member that nobody handled does not compile. */
export function unreachable(value: never): never {
	throw new Error(`Invariant failed: unexpected ${JSON.stringify(value)}`);
}
