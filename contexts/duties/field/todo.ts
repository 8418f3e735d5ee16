import { type AnswerOf, type Field, type Fields, lackingOf, targetOf, wrongIn } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import { lives } from '../domain/lives.ts';
import { dutyMoves } from '../domain/moves/index.ts';
import { notYet, wrongSpan } from '../domain/represents.rule.ts';
import { timeOf } from '../domain/time.rule.ts';
import type { TimeState } from '../domain/words.ts';
import type { mineQuery } from '../queries/enterprise.ts';
import type { owedQuery } from '../queries/record.ts';
import type { todoQuery } from '../queries/todo.ts';

/** 应办事项 of my enterprise, 待办 of whoever works for an office, and one instance, as they are kept. */
export type Mine = AnswerOf<typeof mineQuery>;
export type Todo = AnswerOf<typeof todoQuery>;
export type DutyRecord = AnswerOf<typeof owedQuery>;
type Line = Mine['rows'][number];

/** One thing owed as the phone knows it: a line of either list. */
export type PhoneDuty = Pick<
  Line,
  | 'id'
  | 'version'
  | 'title'
  | 'what'
  | 'why'
  | 'cites'
  | 'ownerName'
  | 'periodFrom'
  | 'periodTo'
  | 'period'
  | 'opensOn'
  | 'dueOn'
  | 'state'
  | 'loop'
  | 'redoBy'
  | 'can'
> &
  // Lines of 待办 do not tell them.
  Partial<Pick<Line, 'firstOn' | 'checked'>>;

/** The move that is made in the field; the others are office work. */
export const handing = dutyMoves.handIn;

/** Kinds of fields the phone draws; an offline move with another one fails its test. */
export const drawnKinds: readonly string[] = ['photos', 'day', 'lines', 'others'];

/** Fields as the phone asks them: the picture first. */
export const handInFields = (): [key: string, field: Field][] =>
  Object.entries(handing.fields as Fields).sort(
    ([, a], [, b]) => Number(b.kind === 'photos') - Number(a.kind === 'photos'),
  );

/** What is owed, of either list: my enterprise's whole list, else what waits to be handed in by my office. */
export function dutiesOf(mine: Mine | null, todo: Todo | null): PhoneDuty[] {
  if (mine) return mine.rows;
  return (todo?.groups ?? []).filter((group) => group.command === handing.command).flatMap((group) => group.rows);
}

/** Groups of 待办 that are done at a desk. */
export const officeGroups = (todo: Todo | null): Todo['groups'] =>
  (todo?.groups ?? []).filter((group) => group.command !== handing.command);

const proves = (act: OutboxAct, id: string): boolean =>
  act.subjectId === id || (Array.isArray(act.given.also) && act.given.also.includes(id));

/** Hand-ins of this device that the server's row does not show yet, in their order; also those whose material proves it along. */
export const actsOn = (acts: readonly OutboxAct[], id: string, seenAt: string): OutboxAct[] =>
  acts.filter(
    (act) =>
      act.command === handing.command &&
      proves(act, id) &&
      (act.state === 'waiting' || act.state === 'sending' || (act.state === 'received' && act.changedAt > seenAt)),
  );

/** As it stands once this device's acts have arrived (乐观状态). */
export function withActs(d: PhoneDuty, acts: readonly OutboxAct[]): PhoneDuty {
  let now = d;
  for (const _ of acts) {
    const to = lives.of(now).moves[now.state]?.[handing.verb];
    if (!to) continue;
    now = { ...now, state: targetOf(to, now.state) as PhoneDuty['state'], version: now.version + 1, can: [] };
  }
  return now;
}

/** All of a list as it stands with this device's acts. */
export const standing = (duties: readonly PhoneDuty[], acts: readonly OutboxAct[], seenAt: string): PhoneDuty[] =>
  duties.map((duty) => withActs(duty, actsOn(acts, duty.id, seenAt)));

/** Whether it can be handed in on that day by whoever the server told so. */
export const canHandIn = (d: PhoneDuty, today: string): boolean =>
  d.can.includes(handing.command) && lives.open(d).includes(handing) && today >= d.opensOn;

/** What waits to be handed in, the most urgent first: mending by its own day. */
export const waitingToday = (duties: readonly PhoneDuty[], today: string): PhoneDuty[] =>
  duties
    .filter((d) => canHandIn(d, today))
    .sort((a, b) => (a.redoBy ?? a.dueOn).localeCompare(b.redoBy ?? b.dueOn) || a.title.localeCompare(b.title));

/** Why it cannot be handed in so, in one sentence, or null. The same declaration and rules as the server's. */
export function whyNot(d: PhoneDuty, given: Record<string, unknown>, today: string): string | null {
  if (!lives.open(d).includes(handing)) return `当前状态为“${lives.word(d)}”，不能上报`;
  const { titles } = lackingOf(handing.fields, given);
  if (titles.length > 0) return `还缺：${titles.join('、')}`;
  const wrong = wrongIn(handing.fields, given, d, today)?.say;
  if (wrong) return wrong;
  const { representsFrom, representsTo } = given as { representsFrom: string; representsTo: string };
  return wrongSpan(representsFrom, representsTo, today)?.say ?? notYet(d, today);
}

/** Word on the button: 上报, or 补正上报 of what was sent back. */
export const handInTitle = (d: { state: string; loop: string }): string => lives.title(handing, d);

/** 时限情况 on the phone's day. */
export const timeText = (d: PhoneDuty, today: string): TimeState => timeOf({ ...d, firstOn: d.firstOn ?? null }, today);
