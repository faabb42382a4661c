import type { AccountEvent } from './account/events.ts';
import type { AttachmentEvent } from './attachment/events.ts';
import type { ClockEvent } from './clock/events.ts';
import type { ConsultationEvent } from './consultation/events.ts';
import type { EventClassEvent } from './event-class/events.ts';
import type { EarthquakeEvent, FeedEvent } from './feed/events.ts';
import type { IncidentEvent } from './incident/events.ts';
import type { JointEvent } from './joint/events.ts';
import type { KnowledgeEvent } from './knowledge/events.ts';
import type { PersonEvent } from './person/events.ts';
import type { PlanEvent, ResponseEvent } from './plan/events.ts';
import type { ReportEvent } from './report/events.ts';
import type { ReportingRuleEvent } from './reporting-rule/events.ts';
import type { ResourceEvent } from './resource/events.ts';
import type { ShiftEvent } from './shift/events.ts';
import type { SignEvent } from './sign/events.ts';
import type { TaskEvent } from './task/events.ts';
import type { UnitEvent } from './unit/events.ts';
import type { WarningEvent } from './warning/events.ts';

/** Every event a feature may put in the journal. Add a feature's union here. */
export type JournalEvent =
	| AccountEvent
	| AttachmentEvent
	| ClockEvent
	| ConsultationEvent
	| EarthquakeEvent
	| EventClassEvent
	| FeedEvent
	| IncidentEvent
	| JointEvent
	| KnowledgeEvent
	| PersonEvent
	| PlanEvent
	| ReportEvent
	| ReportingRuleEvent
	| ResponseEvent
	| ResourceEvent
	| ShiftEvent
	| SignEvent
	| TaskEvent
	| UnitEvent
	| WarningEvent;

/**
 * A journal entry as the event that wrote it. Safe without a check: `record` writes nothing else, and the
 * browser and the node that it came from are one version of the program.
 */
export const eventOf = (entry: {
	type: string;
	subject: string;
	scope: string[];
	payload: unknown;
}): JournalEvent => entry as JournalEvent;

type Noun = JournalEvent['type'] extends infer T
	? T extends `${infer N}.${string}`
		? N
		: never
	: never;

/** True where the event is one of the noun's: `isOf(event, 'report')`. */
export function isOf<N extends Noun>(
	event: JournalEvent,
	noun: N
): event is Extract<JournalEvent, { type: `${N}.${string}` }> {
	return event.type.startsWith(`${noun}.`);
}
