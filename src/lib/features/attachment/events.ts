import { isEventOf } from '#lib/event.ts';
import type { Attachment } from './schema.ts';

type AttachmentPayload = {
	'attachment.arrived': { attachment: Attachment };
	'attachment.refused': { attachment: Attachment };
};

export type AttachmentEvent = {
	[T in keyof AttachmentPayload]: {
		type: T;
		subject: `report:${string}`;
		scope: string[];
		payload: AttachmentPayload[T];
	};
}[keyof AttachmentPayload];

export const isAttachmentEvent = isEventOf<AttachmentEvent>('attachment');
