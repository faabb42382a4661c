import { z } from 'zod';
import { Id } from '#lib/input/words.ts';

/** What a file may be, found from its bytes. */
export type AttachmentType = 'image' | 'video';

/** What the client says of an upload (tus `Upload-Metadata`): which file of which report it is. */
export const UploadMetadata = z.object({ reportId: Id, attachmentId: Id });
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** An attachment as the report's page shows it. One that was declared and never came has neither instant nor refusal. */
export type Attachment = {
	id: string;
	reportId: string;
	name: string;
	/** Bytes, as declared; the upload must match. */
	size: number;
	/** Null until the last byte came and its content was checked. */
	mime: string | null;
	hasThumbnail: boolean;
	arrivedAt: string | null;
	/** A sentence why the file was refused, or null. */
	refusal: string | null;
};
