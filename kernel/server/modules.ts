import type { AnyCommand, AnyMeasure, AnyQuery, AnyReaction, Subject, Tally } from '#kernel';
import type { Demonstration } from './demonstration/index.ts';
import type { Ledger } from './ledger-half.ts';

/** Everything declared, of all contexts, put together by composition. */
export interface Modules {
  commands: readonly AnyCommand[];
  queries: readonly AnyQuery[];
  ledgers: readonly Ledger[];
  measures: readonly AnyMeasure[];
  // biome-ignore lint/suspicious/noExplicitAny: a list of declarations is heterogeneous by nature
  subjects: readonly Subject<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  tallies: readonly Tally<any>[];
  reactions: readonly AnyReaction[];
}

/** What a context's `module.ts` offers to composition. */
export type Module = { [K in keyof Modules]?: Modules[K] } & {
  /** Its part in the demonstration, loaded when one is played. */
  demonstration?: () => Promise<Demonstration>;
};

/** Puts modules together; a name declared twice is a bug and stops the start. */
export function composed(parts: readonly Module[]): Modules {
  const all = <K extends keyof Modules>(key: K) =>
    parts.flatMap((module) => (module[key] ?? []) as Modules[K][number][]);
  const modules = {
    commands: all('commands'),
    queries: all('queries'),
    ledgers: all('ledgers'),
    measures: all('measures'),
    subjects: all('subjects'),
    tallies: all('tallies'),
    reactions: all('reactions'),
  } as unknown as Modules;
  const names = [...modules.commands, ...modules.queries, ...modules.ledgers.map((l) => l.shape)].map((d) => d.name);
  for (const list of [
    names,
    modules.measures.map((m) => m.name),
    modules.subjects.map((s) => s.kind),
    modules.tallies.map((t) => t.name),
  ]) {
    const twice = list.find((name, i) => list.indexOf(name) !== i);
    if (twice) throw new Error(`declared twice: ${twice}`);
  }
  return modules;
}
