import { isEventOf } from '#lib/event.ts';
import type { Frame } from '#lib/frame.ts';
import type { Receipt, ReportCard } from './schema.ts';

type ReportPayload = {
	'report.filed': { card: ReportCard };
	/** One addressee's receipt as it is now. */
	'report.opened': { receipt: Receipt };
	'report.acknowledged': { receipt: Receipt };
	'report.accepted': { receipt: Receipt; incidentId: string };
	'report.returned': { receipt: Receipt };
	/** Nobody acknowledged: the deputy (60 s) or the leader (180 s) is alerted. */
	'report.escalated': { receipt: Receipt; to: 'deputy' | 'leader'; title: string; frame: Frame };
};

export type ReportEvent = {
	[T in keyof ReportPayload]: {
		type: T;
		subject: `report:${string}`;
		scope: string[];
		payload: ReportPayload[T];
	};
}[keyof ReportPayload];

export const isReportEvent = isEventOf<ReportEvent>('report');
