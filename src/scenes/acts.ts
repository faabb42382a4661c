import { v7 as uuidv7 } from 'uuid';
import type { ReportDraftInput } from '#lib/features/report/schema.ts';
import type { ReportWords, SceneAct } from './scene.ts';
import { SceneStopped, type Performer } from './stage.ts';

const MINUTE_MS = 60_000;
const FINAL = { kind: 'final' } as const;

/** What the scene's own names stand for on this node. */
export type Cast = Map<string, string>;

/** Does what the step says, as `by`, whose unit is `unitId`. Everything is sent as a browser would send it. */
export async function perform(
	act: Exclude<SceneAct, { kind: 'warn' }>,
	by: Performer,
	unitId: string,
	cast: Cast
): Promise<void> {
	const actId = uuidv7();
	switch (act.kind) {
		case 'file':
			return await file(act, by, cast);
		case 'continue':
			return await goOn(act, by, cast);
		case 'fileUp': {
			const start = await by.incident.draftUp.query({ id: named(cast, act.incident) });
			const draft = { ...start, ...merged(start, act.words), ...(act.final ? FINAL : {}) };
			return await send(by, cast, act.as, draft);
		}
		case 'acknowledge':
			for (const name of act.reports) {
				await by.report.acknowledge.mutate({ actId: uuidv7(), reportId: named(cast, name) });
			}
			return;
		case 'open': {
			const reportId = named(cast, act.report);
			const opened = { incidentId: uuidv7(), open: { title: act.title } };
			const { incidentId } = await by.incident.accept.mutate({ actId, reportId, ...opened });
			cast.set(act.as, incidentId);
			return;
		}
		case 'join': {
			const [reportId, incidentId] = [named(cast, act.report), named(cast, act.incident)];
			await by.incident.accept.mutate({ actId, reportId, incidentId, open: null });
			return;
		}
		case 'grade': {
			const { incident, which, level, reason } = act;
			const id = named(cast, incident);
			const { card } = await by.incident.get.query({ id });
			await by.incident.grade.mutate({ actId, id, which, seen: card[which], level, reason });
			return;
		}
		case 'note':
			await by.incident.note.mutate({ actId, id: named(cast, act.incident), text: act.text });
			return;
		case 'inform': {
			const { incident, units: unitIds, text } = act;
			await by.incident.inform.mutate({ actId, id: named(cast, incident), text, unitIds });
			cast.set(act.as, actId);
			return;
		}
		case 'hear': {
			const noticeId = named(cast, act.notice);
			await by.incident.acknowledgeInform.mutate({ actId, noticeId });
			return;
		}
		case 'linkWarning': {
			const [id, warningId] = [named(cast, act.incident), named(cast, act.warning)];
			await by.incident.linkWarning.mutate({ actId, id, warningId });
			return;
		}
		case 'activate':
			return await activate(act, by, cast);
		case 'changeLevel': {
			const card = await responseOf(act.activation, by, cast);
			const { level, reason } = act;
			await by.plan.changeLevel.mutate({ actId, id: card.id, seen: card.level, level, reason });
			return;
		}
		case 'receive':
			for (const { id } of await tasksOf(act.activation, act.paragraphs, by, unitId, cast)) {
				await by.task.receive.mutate({ actId: uuidv7(), id });
			}
			return;
		case 'finish': {
			const [task] = await tasksOf(act.activation, [act.paragraph], by, unitId, cast);
			await by.task.finish.mutate({ actId, id: task?.id ?? '', text: act.result });
			return;
		}
		case 'consult': {
			const { incident, title, units: unitIds } = act;
			const [id, incidentId] = [uuidv7(), named(cast, incident)];
			const room = { id, incidentId, title, mainVenueUnitId: unitId, unitIds };
			await by.consultation.open.mutate({ actId, ...room });
			return;
		}
		case 'close':
			await by.incident.close.mutate({ actId, id: named(cast, act.incident), reason: act.reason });
			return;
		case 'tell':
			return await tell(act, by, unitId, cast);
	}
}

type Of<K extends SceneAct['kind']> = Extract<SceneAct, { kind: K }>;

async function activate({ incident, plan, level, as }: Of<'activate'>, by: Performer, cast: Cast) {
	const incidentId = named(cast, incident);
	const proposals = await by.plan.proposals.query({ incidentId });
	const proposal = proposals.find((one) => one.plan.title === plan && one.canActivate);
	if (!proposal) throw new SceneStopped(`The plan "${plan}" is not proposed.`);
	const { versionId } = proposal;
	const input = { actId: uuidv7(), id: uuidv7(), incidentId, versionId, level };
	const { card } = await by.plan.activate.mutate(input);
	cast.set(as, card.id);
	cast.set(`${as}'s incident`, incidentId);
}

async function responseOf(activation: string, by: Performer, cast: Cast) {
	const [id, incidentId] = [named(cast, activation), named(cast, `${activation}'s incident`)];
	const { activations } = await by.plan.responses.query({ incidentId });
	const card = activations.find((one) => one.id === id);
	if (!card) throw new SceneStopped(`The response "${activation}" cannot be seen.`);
	return card;
}

/** The open tasks of the person's own unit under these paragraphs; the scene stops where one is missing. */
async function tasksOf(
	activation: string,
	paragraphs: string[],
	by: Performer,
	unitId: string,
	cast: Cast
) {
	const { tasks } = await by.task.open.query();
	return paragraphs.map((paragraph) => {
		const found = tasks.find(
			(task) =>
				task.activationId === named(cast, activation) &&
				task.ownerUnitId === unitId &&
				task.paragraph.endsWith(paragraph)
		);
		if (!found) throw new SceneStopped(`There is no open task ${paragraph} at ${unitId}.`);
		return found;
	});
}

async function file({ as, words, ...ago }: Of<'file'>, by: Performer, cast: Cast) {
	const { figures: _figures, otherFigures: _others, body: _body, ...plain } = words;
	await send(by, cast, as, {
		...plain,
		kind: 'first',
		occurredAt: before(ago.occurredMinutesAgo),
		knownAt: before(ago.knownMinutesAgo),
		...merged({}, words)
	});
}

async function goOn(
	{ as, report, correction, final, words }: Of<'continue'>,
	by: Performer,
	cast: Cast
) {
	const id = named(cast, report);
	const start = await by.report.draftFrom.query({ id, isCorrection: correction ?? false });
	await send(by, cast, as, { ...start, ...merged(start, words), ...(final ? FINAL : {}) });
}

type Draft = Omit<ReportDraftInput, 'id' | 'writtenAt' | 'sentAt' | 'frame'>;

async function send(by: Performer, cast: Cast, as: string, draft: Draft) {
	const id = uuidv7();
	const now = before(0);
	await by.report.file.mutate({
		...draft,
		id,
		frame: 'demonstration',
		writtenAt: now,
		sentAt: now
	});
	cast.set(as, id);
}

/** What is new over what was said before. */
function merged(start: Pick<Draft, 'body'>, words: ReportWords) {
	const { figures = {}, otherFigures = [], body, ...plain } = words;
	const said = Object.entries(figures).map(
		([name, figure]) => [name, { ...figure, at: before(0) }] as const
	);
	return {
		...plain,
		body: {
			...start.body,
			...body,
			figures: { ...start.body?.figures, ...Object.fromEntries(said) },
			otherFigures: mergedOthers(start.body?.otherFigures ?? [], otherFigures)
		}
	};
}

type OtherFigures = NonNullable<NonNullable<Draft['body']>['otherFigures']>;

/** What was said before stays under its key; what it says of it now has now's number. */
function mergedOthers(
	earlier: OtherFigures,
	now: NonNullable<ReportWords['otherFigures']>
): OtherFigures {
	const said = now.map((figure) => ({
		...figure,
		key: earlier.find(({ label }) => label === figure.label)?.key ?? uuidv7(),
		at: before(0)
	}));
	const left = earlier.filter(({ label }) => !now.some((figure) => figure.label === label));
	return [...said, ...left];
}

async function tell({ about, told, note }: Of<'tell'>, by: Performer, unitId: string, cast: Cast) {
	const { clocks } =
		'report' in about
			? await by.clock.ofThread.query({ threadId: named(cast, about.report) })
			: await by.clock.ofIncident.query({ incidentId: named(cast, about.incident) });
	const fulfilled = clocks.filter(
		({ fromUnitId, channel, toUnitId, stoppedAt }) =>
			fromUnitId === unitId && stoppedAt === null && (channel === 'phone' || toUnitId === null)
	);
	for (const { id } of fulfilled) {
		await by.clock.phoned.mutate({ actId: uuidv7(), clockId: id, told, note });
	}
}

const before = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

function named(cast: Cast, name: string): string {
	const id = cast.get(name);
	if (id === undefined) throw new SceneStopped(`The scene names "${name}" before it is there.`);
	return id;
}
