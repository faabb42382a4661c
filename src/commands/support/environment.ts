import { readEnv, type Env } from '#src/environment.ts';
import { Stop } from './run.ts';

/** The validated environment; a wrong variable stops the command with its sentence. */
export function environment(): Env {
	try {
		return readEnv();
	} catch (error) {
		throw new Stop((error as Error).message, { cause: error });
	}
}
