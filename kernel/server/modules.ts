import {
  type AnyCommand,
  type AnyMeasure,
  type AnyQuery,
  type AnyReaction,
  kindsOf,
  type SearchSource,
  type Subject,
  type Tally,
  type Tell,
  type TellingSink,
  type TodoSource,
} from '#kernel';
import type { Demonstration } from './demonstration/index.ts';
import { gatheredQueries } from './gather.ts';
import { kernelJobs } from './jobs.ts';
import type { Ledger } from './ledger-half.ts';
import type { Job, MeExtra, Routes } from './services.ts';

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
  /** What waits for people (待办) and what they did (已办): the home gathers it. */
  todos: readonly TodoSource[];
  /** Where the search over everything looks. */
  search: readonly SearchSource[];
  /** Work beside answering: sweeps, and whatever else has its hour. */
  jobs: readonly Job[];
  /** Routes that are no declarations, with their description. */
  routes: readonly Routes[];
  /** What everybody is told at sign-in. */
  me: readonly MeExtra[];
  reactions: readonly AnyReaction[];
  /** Who is told what of an act. */
  tells: readonly Tell[];
  /** Where words about acts go. */
  sinks: readonly TellingSink[];
}

/** What a context's `module.ts` offers to composition: the one place where it says what it brings. */
export type Module = { [K in keyof Modules]?: Modules[K] } & {
  /** Its part in the demonstration, loaded when one is played. */
  demonstration?: () => Promise<Demonstration>;
};

/** Puts modules together; a name declared twice is a bug and stops the start. */
export function composed(parts: readonly Module[]): Modules {
  const all = <K extends keyof Modules>(key: K) =>
    parts.flatMap((module) => (module[key] ?? []) as Modules[K][number][]);
  const sources = { todos: all('todos'), search: all('search').sort((a, b) => a.order - b.order) };
  const modules: Modules = {
    commands: all('commands'),
    queries: [...all('queries'), ...gatheredQueries(sources)],
    ledgers: all('ledgers'),
    measures: all('measures'),
    subjects: all('subjects'),
    tallies: all('tallies'),
    ...sources,
    jobs: [...kernelJobs, ...all('jobs')],
    routes: all('routes'),
    me: all('me'),
    reactions: all('reactions'),
    tells: all('tells'),
    sinks: all('sinks'),
  };
  const kindTwice = kindsOf(modules.tells).find(
    (kind, i, kinds) => kinds.findIndex((one) => one.key === kind.key) !== i,
  );
  if (kindTwice) throw new Error(`declared twice: ${kindTwice.key}`);
  const unsaid = modules.tells.find((one) => !modules.commands.some((c) => c.name === one.command && c.on));
  if (unsaid) throw new Error(`told of a command that acts on no row: ${unsaid.command}`);
  const names = [
    ...[...modules.commands, ...modules.queries, ...modules.ledgers.map((l) => l.shape)].map((d) => d.name),
    ...modules.commands.flatMap((c) => c.formerly ?? []),
  ];
  for (const list of [
    names,
    modules.measures.map((m) => m.name),
    modules.subjects.map((s) => s.kind),
    modules.tallies.map((t) => t.name),
    modules.todos.map((s) => s.name),
    modules.search.map((s) => s.title),
    modules.jobs.map((j) => j.name),
    modules.routes.flatMap((r) => Object.keys(r.described)),
  ]) {
    const twice = list.find((name, i) => list.indexOf(name) !== i);
    if (twice) throw new Error(`declared twice: ${twice}`);
  }
  return modules;
}
