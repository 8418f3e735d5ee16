import type { Actor, Base, Command, Sent, Subject, Tell, TellingSink } from '#kernel';
import type { Effect } from './effects.ts';

/** What is known of an act once its handler came back. */
interface ActDone {
  id: string;
  at: string;
  actor: Actor;
  // biome-ignore lint/suspicious/noExplicitAny: commands of all kinds of rows
  command: Pick<Command<any, any, any>, 'name' | 'on'>;
  given: unknown;
  row: Base | null;
  effects: readonly Effect[];
}

/** The words that an act sends, in the order they were declared. */
export function wordsOf(done: ActDone, tells: readonly Tell[]): Sent[] {
  const { id, at, actor, command, given, row, effects } = done;
  const mine = tells.filter((one) => one.command === command.name);
  if (mine.length === 0 || row === null) return [];
  const of = (kind: string) => effects.filter((effect) => effect.subject.kind === kind && effect.after !== null);
  const after = of(command.on!.subject.kind).find((effect) => effect.id === row.id)?.after ?? row;
  const told = {
    actor,
    given: given as never,
    before: row,
    after,
    all: <Other extends Base>(subject: Subject<Other>) => of(subject.kind).map((effect) => effect.after as Other),
  };
  return mine
    .flatMap(({ kind, say }) => say(told).map((telling) => ({ kind, telling })))
    .map(({ kind, telling }, ordinal) => ({ ...telling, kind, act: id, ordinal, at, actor }));
}

/** Puts the words of an act with its rows. */
export function sendWords(
  put: (table: string, row: Readonly<Record<string, unknown>>) => void,
  done: ActDone,
  { tells, sinks }: { tells: readonly Tell[]; sinks: readonly TellingSink[] },
): void {
  if (sinks.length === 0) return;
  for (const sent of wordsOf(done, tells))
    for (const sink of sinks) {
      const { table, row } = sink(sent);
      put(table, row);
    }
}
