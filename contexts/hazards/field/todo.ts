import {
  type AnswerOf,
  type AnyMove,
  type Field,
  type Fields,
  lackingOf,
  targetOf,
  type Viewer,
  wrongIn,
} from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import { loops } from '../domain/loop.ts';
import { clockDay } from '../domain/steps.ts';
import { openStates } from '../domain/words.ts';
import type { todoQuery } from '../queries/todo.ts';

type Answer = AnswerOf<typeof todoQuery>;
type Group = Answer['groups'][number];
type TodoRow = Group['rows'][number];

/** A hazard as the phone knows it: a row of `hazards.todo`, or what was just reported here, of version 0 until the server has it. */
export type PhoneHazard = Pick<
  TodoRow,
  | 'id'
  | 'version'
  | 'number'
  | 'enterprise'
  | 'enterpriseName'
  | 'town'
  | 'level'
  | 'state'
  | 'loop'
  | 'description'
  | 'place'
  | 'dueOn'
  | 'foundAt'
  | 'overdueDays'
  | 'can'
> &
  // What the moves look at besides: who leads, who mended, and so on.
  Partial<Pick<TodoRow, 'heldBy' | 'rectifiedBy' | 'checkedBy' | 'stepDueOn' | 'owner' | 'urged'>>;

/** A verb of 待办 with its rows, as the server groups them; of a list kept earlier a row has what the phone always asked for. */
export type TodoGroup = Omit<Group, 'rows'> & { rows: PhoneHazard[] };
export type Todo = Omit<Answer, 'groups'> & { groups: TodoGroup[] };

/** A move that can be made in the field; the others are office work. */
export type Verb = AnyMove;

const offline = loops.moves.filter((move) => move.offline);
/** Every verb of the phone, in the order of the work, steps back last. */
export const verbs: readonly Verb[] = [
  ...offline.filter((move) => !move.backward),
  ...offline.filter((move) => move.backward),
];

/** The verb of a command, a former name too: acts kept on the phone may still bear it. */
export const verbOf = (command: string): Verb | undefined => {
  const move = loops.moveOf(command);
  return move?.offline ? move : undefined;
};

/** Kinds of fields the phone draws; an offline move with another one fails its test. */
export const drawnKinds: readonly string[] = ['photos', 'day', 'text', 'lines'];

/** Fields as the phone asks them: the picture first. */
export const inPhoneOrder = (fields: Fields): [key: string, field: Field][] =>
  Object.entries(fields).sort(([, a], [, b]) => Number(b.kind === 'photos') - Number(a.kind === 'photos'));

/** Acts of this device on a hazard that the server's row does not show yet, in their order. */
export const actsOn = (acts: readonly OutboxAct[], id: string, seenAt: string): OutboxAct[] =>
  acts.filter(
    (act) =>
      act.subjectId === id &&
      act.command !== 'hazards.report' &&
      (act.state === 'waiting' || act.state === 'sending' || (act.state === 'received' && act.changedAt > seenAt)),
  );

/** A hazard with the acts of this device done to it (乐观状态): state and version as they will be once everything has arrived. */
export function withActs(h: PhoneHazard, acts: readonly OutboxAct[]): PhoneHazard {
  let now = h;
  for (const act of acts) {
    const verb = verbOf(act.command);
    const to = verb && loops.of(now).moves[now.state]?.[verb.verb];
    if (!verb || !to) continue;
    now = {
      ...now,
      // The table leads from states to states.
      state: targetOf(to, now.state) as PhoneHazard['state'],
      version: now.version === 0 ? 0 : now.version + 1,
      overdueDays: 0,
      ...(verb.signs ? { [verb.signs]: act.account } : {}),
    };
  }
  return now;
}

/** Verbs open on a hazard for a person. Untouched here: what the server's `can` says. Touched: the declared moves, which the server asks again. */
export function openVerbs(h: PhoneHazard, acts: readonly OutboxAct[], me: Viewer): Verb[] {
  if (acts.length === 0 && h.version > 0) {
    const can = h.can.map((name) => verbOf(name));
    return verbs.filter((verb) => can.includes(verb));
  }
  const now = withActs(h, acts);
  return verbs.filter((verb) => loops.mayMake(verb, me, now));
}

/** Why a verb cannot be done now, in one sentence, or null. The same declaration as the server's. */
export function whyNot(h: PhoneHazard, verb: Verb, given: Record<string, unknown>, today: string): string | null {
  if (!loops.open(h).includes(verb)) return `当前状态为“${stateText(h)}”，不能办理`;
  const { titles } = lackingOf(verb.fields, given);
  if (titles.length > 0) return `还缺：${titles.join('、')}`;
  return wrongIn(verb.fields, given, h, today)?.say ?? null;
}

/** Word of the move on this hazard. */
export const verbTitle = (h: { state: string; loop: string }, verb: Verb): string => loops.title(verb, h);

/** State in the words of its own table. */
export const stateText = (h: { state: string; loop: string }): string => loops.word(h);

/** Groups as they stand once this device's acts have arrived: what was done here leaves its group; overdue first, then by day. */
export function standing(todo: Todo, acts: readonly OutboxAct[], seenAt: string): (TodoGroup & { waiting: number })[] {
  return todo.groups
    .map((group) => {
      const rows = group.rows.filter((row) => {
        const mine = actsOn(acts, row.id, seenAt);
        return mine.length === 0 || withActs(row, mine).state === row.state;
      });
      const waiting = group.rows.length - rows.length;
      return { ...group, rows: rows.sort(byUrgency), total: group.total - waiting, waiting };
    })
    .filter((group) => group.rows.length > 0);
}

const last = '9999-12-31';
const byUrgency = (a: PhoneHazard, b: PhoneHazard): number =>
  (clockDay(a) ?? last).localeCompare(clockDay(b) ?? last) || a.foundAt.localeCompare(b.foundAt);

export const isOpen = (h: { state: string }): boolean => (openStates as readonly string[]).includes(h.state);
