/** What both sides of the contract count with. It imports nothing, so that a page gets no shapes with it. */

export const SUBPROTOCOL = 'watchfire.media.2';
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** On average and at once. A page that opens forty pictures asks about a hundred things in its first second. */
export const MAX_MESSAGES_PER_S = 60;
export const MESSAGE_BURST = 300;
/** So long may a line be open without a seat. */
export const JOIN_WITHIN_MS = 5_000;
/** How long a seat is kept for a line that was lost. */
export const RESUME_WITHIN_MS = 20_000;
/** Each side says something this often (the server a `pulse`, the page the pong of its browser) … */
export const PULSE_MS = 3_000;
/** … and takes a line that is silent for so long for lost. */
export const SILENT_MS = 10_000;

/** A ticket that says it lives longer than this from now is refused. */
export const TICKET_MS = 60_000;
export const TICKET_MAX_CHARS = 2048;

/** Codes with which the server closes a socket. After those marked so, a page may come again with its token. */
export const CloseCode = {
	/** (again) The media server stops or restarts. */
	stopping: 1001,
	malformed: 4400,
	/** No ticket in time, or not a good one, or the room lets this person not in; the reply before said why. */
	noTicket: 4401,
	removed: 4403,
	roomClosed: 4404,
	replaced: 4409,
	/** The person's session ended, or they may no longer take part. */
	expired: 4410,
	tooMany: 4429,
	/** (again) The room's worker died. */
	roomLost: 4503
} as const;
