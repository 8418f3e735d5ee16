import { missingFor, moveFrom, targetOf } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import { loopOf } from '../domain/loop.ts';
import { openStates, selfStateWords, stateWords } from '../domain/words.ts';

/** A hazard as the phone knows it: a row of `hazards.todo`, or what was just reported here. */
export interface PhoneHazard {
  id: string;
  /** Version the server had; 0 for one it has not seen. */
  version: number;
  number: string;
  enterprise: string;
  enterpriseName: string;
  town: string;
  level: string;
  state: string;
  loop: string;
  description: string;
  place: string;
  dueOn: string | null;
  foundAt: string;
  overdueDays: number;
  can: string[];
}

/** A verb of 待办 with its rows, as the server groups them. */
export interface TodoGroup {
  key: string;
  title: string;
  command: string;
  total: number;
  rows: PhoneHazard[];
}

/** Answer of `hazards.todo`. */
export interface Todo {
  today: string;
  groups: TodoGroup[];
}

/** What is asked for when a verb is done on the phone. */
export type FieldKey = 'note' | 'reason' | 'measure' | 'person' | 'dueOn' | 'photos';

/** A verb that can be done in the field; the others are office work. */
export interface Verb {
  /** Name of the move in the flow. */
  move: string;
  command: string;
  fields: readonly FieldKey[];
  /** A step back, drawn apart from the way on. */
  backward?: boolean;
  phrases?: readonly string[];
}

const mended = ['已按要求整改到位', '已更换损坏部件', '已恢复防护设施', '已清理并设置警示标志', '已对相关人员重新培训'];

/** Every verb of the phone, in the order of the work. */
export const verbs: readonly Verb[] = [
  {
    move: 'arrange',
    command: 'hazards.arrange',
    fields: ['measure', 'person', 'dueOn'],
    phrases: ['立即停用并挂牌', '维修或更换', '清理现场', '补充防护设施', '组织培训'],
  },
  { move: 'rectify', command: 'hazards.rectify', fields: ['photos', 'note'], phrases: mended },
  { move: 'mend', command: 'hazards.mend', fields: ['photos', 'note'], phrases: mended },
  {
    move: 'verify',
    command: 'hazards.verify',
    fields: ['photos', 'note'],
    phrases: ['现场复查，已整改到位', '防护设施已恢复', '已查阅整改记录'],
  },
  {
    move: 'confirm',
    command: 'hazards.confirm',
    fields: ['note'],
    phrases: ['现场确认，已整改到位', '已查看整改照片和现场'],
  },
  { move: 'close', command: 'hazards.close', fields: ['note'], phrases: ['整改合格，予以销号'] },
  {
    move: 'giveBack',
    command: 'hazards.give-back',
    fields: ['reason'],
    backward: true,
    phrases: ['整改不彻底', '现场与照片不符', '未见整改记录'],
  },
  {
    move: 'giveBackSelf',
    command: 'hazards.give-back-self',
    fields: ['reason'],
    backward: true,
    phrases: ['整改不彻底', '现场与照片不符'],
  },
];

export const verbOf = (command: string): Verb | undefined => verbs.find((verb) => verb.command === command);

/** Who mended does not verify (复查、确认不得由整改人自己做). */
const byAnother: readonly string[] = ['verify', 'confirm'];
const mending: readonly string[] = ['rectify', 'mend'];

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
    const move = verb && moveFrom(loopOf.of(now), now.state, verb.move);
    if (!move) continue;
    now = {
      ...now,
      state: targetOf(move, now.state),
      version: now.version === 0 ? 0 : now.version + 1,
      overdueDays: 0,
    };
  }
  return now;
}

/** Verbs open on a hazard for a role. Untouched here: what the server's `can` says. Touched: the flow table, which the server asks again. */
export function openVerbs(h: PhoneHazard, acts: readonly OutboxAct[], role: string): Verb[] {
  const now = withActs(h, acts);
  if (acts.length === 0 && h.version > 0) return verbs.filter((verb) => h.can.includes(verb.command));
  const mendedHere = acts.some((act) => mending.includes(verbOf(act.command)?.move ?? ''));
  return verbs.filter((verb) => {
    const move = moveFrom(loopOf.of(now), now.state, verb.move);
    return move?.by.includes(role) && !(mendedHere && byAnother.includes(verb.move));
  });
}

/** Why a verb cannot be done now, in one sentence, or null. The same table as the server's. */
export function whyNot(h: PhoneHazard, verb: Verb, given: Record<string, unknown>, today: string): string | null {
  const flow = loopOf.of(h);
  const move = moveFrom(flow, h.state, verb.move);
  if (!move) return `当前状态为“${stateText(h)}”，不能办理`;
  const missing = missingFor(flow, move, given);
  if (missing.length > 0) return `还缺：${missing.join('、')}`;
  if (verb.fields.includes('dueOn') && typeof given.dueOn === 'string' && given.dueOn < today)
    return `整改期限 ${given.dueOn} 早于今天 ${today}`;
  return null;
}

/** Word of the move in this hazard's own table. */
export const verbTitle = (h: { loop: string }, verb: Verb): string => {
  for (const moves of Object.values(loopOf.of(h).moves))
    if (moves[verb.move]) return moves[verb.move]?.title ?? verb.move;
  return verb.move;
};

/** State in the words of its own table. */
export const stateText = (h: { state: string; loop: string }): string =>
  (h.loop === 'self' ? selfStateWords[h.state] : undefined) ??
  stateWords[h.state as keyof typeof stateWords] ??
  h.state;

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
  b.overdueDays - a.overdueDays ||
  (a.dueOn ?? last).localeCompare(b.dueOn ?? last) ||
  a.foundAt.localeCompare(b.foundAt);

export const isOpen = (h: { state: string }): boolean => (openStates as readonly string[]).includes(h.state);
