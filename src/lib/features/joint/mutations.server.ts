import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import { act, nothing } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { holdOpen } from '../incident/holding.server.ts';
import { connect, disconnect } from './keeping.server.ts';
import type { Connect } from './schema.ts';
import { jointPermissions } from './permissions.ts';

/** 关联: whoever may draw on the incident's map says that two of its things have to do with each other (JT1). */
export async function connectThings(db: Db, who: Who, input: Connect): Promise<void> {
	authorizeAct(who, jointPermissions['joint.make']);
	const request = { kind: 'joint.connect', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		await holdOpen(tx, who, input.incidentId, jointPermissions['joint.make']);
		await connect(tx, who, input);
	});
}

/** Takes a connection away again. */
export async function disconnectThings(db: Db, who: Who, input: Connect): Promise<void> {
	authorizeAct(who, jointPermissions['joint.make']);
	const request = { kind: 'joint.disconnect', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		await holdOpen(tx, who, input.incidentId, jointPermissions['joint.make']);
		await disconnect(tx, who, input);
	});
}
