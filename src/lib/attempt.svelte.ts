import type { ZodSafeParseResult, ZodSafeParseSuccess } from 'zod';
import type { FieldErrors } from '#lib/errors.ts';
import { refusalOf } from '#lib/trpc.ts';

/** One act of a form: under way, refused at its fields, or refused as a whole. Pressed again meanwhile, it is still one. */
export class Attempt {
	isBusy = $state(false);
	/** Sentences beside the fields. */
	errors = $state.raw<FieldErrors>({});
	/** Why it was refused, where no field says it. */
	refused = $state('');

	/** For a dialog of one field, which has one place to say what is wrong. */
	get problem() {
		return Object.values(this.errors)[0] ?? this.refused;
	}

	/** Says beside the fields what is wrong with what was typed; true where nothing is. */
	accepts<T>(read: ZodSafeParseResult<T>): read is ZodSafeParseSuccess<T> {
		this.refused = '';
		this.errors = Object.fromEntries(
			read.error?.issues.map(({ path, message }) => [String(path[0]), message]) ?? []
		);
		return read.success;
	}

	/** Sends it. What is thrown that is no refusal is a bug, and thrown on. */
	async run(work: () => Promise<unknown>) {
		if (this.isBusy) return;
		[this.isBusy, this.refused, this.errors] = [true, '', {}];
		try {
			await work();
		} catch (error) {
			const { message, fields } = refusalOf(error);
			this.errors = fields;
			if (Object.keys(fields).length === 0) this.refused = message;
		} finally {
			this.isBusy = false;
		}
	}
}
