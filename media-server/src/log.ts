/** One line each, for the console or the journal of the system. No person's name, no ticket. */
export const log = {
	info: (text: string) => console.log(text),
	warn: (text: string) => console.warn(text)
};
