/** Every event a feature may put in the journal. Add a feature's union here. */
export type JournalEvent = {
	type: string;
	subject: `${string}:${string}`;
	scope: string[];
	payload: unknown;
};
