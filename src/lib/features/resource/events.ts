import { isEventOf } from '#lib/event.ts';
import type { ResourceCard, ResourceKind } from './schema.ts';

/** What a whole import did, in one line. */
export type ImportCounts = { added: number; updated: number; unchanged: number };

export type ResourcePayload = {
	'resource.changed': { card: ResourceCard; created: boolean };
	'resource.removed': { card: ResourceCard };
	'resource.imported': ImportCounts & { fileName: string; digest: string; kinds: ResourceKind[] };
};

export type ResourceEvent =
	| {
			[T in 'resource.changed' | 'resource.removed']: {
				type: T;
				subject: `resource:${string}`;
				scope: string[];
				payload: ResourcePayload[T];
			};
	  }['resource.changed' | 'resource.removed']
	| {
			type: 'resource.imported';
			/** The act's id: an import is about many. */
			subject: `resource-import:${string}`;
			scope: string[];
			payload: ResourcePayload['resource.imported'];
	  };

export const isResourceEvent = isEventOf<ResourceEvent>('resource');
