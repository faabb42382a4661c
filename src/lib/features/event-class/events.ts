import type { EventClassEdit, LevelThresholdEdit } from './schema.ts';

export type EventClassEvent =
	| {
			type: 'event-class.changed';
			subject: `event-class:${string}`;
			scope: string[];
			payload: {
				before: Omit<EventClassEdit, 'actId'> | null;
				after: Omit<EventClassEdit, 'actId'>;
			};
	  }
	| {
			type: 'event-class.thresholdChanged';
			subject: `event-class:${string}`;
			scope: string[];
			payload: {
				before: Omit<LevelThresholdEdit, 'actId'> | null;
				after: Omit<LevelThresholdEdit, 'actId'>;
			};
	  };
