import type { Level } from '#lib/features/event-class/schema.ts';
import type { ReportDraftInput } from '#lib/features/report/schema.ts';

/** A line for the person who watches, in both languages. */
export type Words = { zh: string; en: string };

/** A figure as the scene tells it; when it was said is the moment of playing. */
type Figures = Partial<
	Record<
		keyof NonNullable<NonNullable<ReportDraftInput['body']>['figures']>,
		{ value: number; source: string; reason?: string }
	>
>;

/** A figure of the report's own naming. In a thread it is told by its label. */
type OtherFigure = { label: string; unit: string; value: number; source: string; reason?: string };

/** What stands in a report. A follow-up says only what is new. */
export type ReportWords = {
	classCode?: string;
	title?: string;
	placeText?: string;
	at?: { lon: number; lat: number };
	source?: ReportDraftInput['source'];
	level?: Level;
	figures?: Figures;
	otherFigures?: OtherFigure[];
	body?: Pick<
		NonNullable<ReportDraftInput['body']>,
		'cause' | 'course' | 'impact' | 'trend' | 'leaders' | 'measures' | 'nextSteps' | 'requests'
	>;
};

/** What a first report cannot do without. */
export type FirstWords = ReportWords &
	Required<Pick<ReportWords, 'classCode' | 'placeText' | 'at' | 'source'>>;

/**
 * What somebody does, by the same doors as the browser. `report` and `incident` are the scene's own names: `as`
 * gives one, later steps use it.
 */
export type SceneAct =
	/** `occurredMinutesAgo`, `knownMinutesAgo`: real minutes before the moment of playing, so that the clocks run as they would. */
	| {
			kind: 'file';
			as: string;
			occurredMinutesAgo: number;
			knownMinutesAgo: number;
			words: FirstWords;
	  }
	| {
			kind: 'continue';
			as: string;
			report: string;
			correction?: true;
			final?: true;
			words: ReportWords;
	  }
	/** A desk tells those above it from what the incident knows. */
	| { kind: 'fileUp'; as: string; incident: string; final?: true; words: ReportWords }
	| { kind: 'acknowledge'; reports: string[] }
	| { kind: 'open'; report: string; as: string; title: string }
	| { kind: 'join'; report: string; incident: string }
	| {
			kind: 'grade';
			incident: string;
			which: 'incidentLevel' | 'responseLevel';
			level: Level;
			reason: string;
	  }
	| { kind: 'note'; incident: string; text: string }
	/** 通报, to these units of the node by their ids. `as` names it for those who acknowledge it. */
	| { kind: 'inform'; incident: string; as: string; units: string[]; text: string }
	/** A unit that was told acknowledges. */
	| { kind: 'hear'; notice: string }
	/** An agency's program posts a CAP document. `code`: twelve digits of the area. It holds so long from the moment of playing. */
	| {
			kind: 'warn';
			as: string;
			holdsHours: number;
			says: {
				event: string;
				severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor';
				senderName: string;
				headline: string;
				description: string;
				instruction: string;
				areaDesc: string;
				code: string;
			};
	  }
	| { kind: 'linkWarning'; warning: string; incident: string }
	/** Activates the plan that is proposed under this title. `as` names the activation. */
	| { kind: 'activate'; incident: string; as: string; plan: string; level: Level }
	| { kind: 'changeLevel'; activation: string; level: Level; reason: string }
	/** The own unit's tasks of the activation under these paragraphs of the plan: received, or finished with a result. */
	| { kind: 'receive'; activation: string; paragraphs: string[] }
	| { kind: 'finish'; activation: string; paragraph: string; result: string }
	/** Opens a consultation with these units of the node, by their ids; nobody of the scene sits down in it. */
	| { kind: 'consult'; incident: string; title: string; units: string[] }
	| { kind: 'close'; incident: string; reason: string }
	/** "I have told them": stops the running telephone clocks of one's own unit in the matter, and all towards authorities beyond this node. */
	| { kind: 'tell'; about: { report: string } | { incident: string }; told: string; note: string };

export type Step = {
	/** Beijing time of the story, `2010-07-28T06:10`. */
	at: string;
	/** User name of a demonstration account. */
	who: string;
	tells: Words;
	/** What public report the step follows; `staged` where only the manner is made up. */
	source: string;
	act: SceneAct;
};

/** A story to be played; steps in the order of time. */
export type Scene = { name: string; title: Words; opening: Words; steps: Step[]; closing: Words };
