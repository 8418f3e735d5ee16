import type { AnyCommand, AnyMeasure, AnyQuery, Subject, Tally } from '#kernel';
import type { Ledger } from './ledger.ts';

/** Everything declared, of all contexts, put together by composition. */
export interface House {
  commands: readonly AnyCommand[];
  queries: readonly AnyQuery[];
  ledgers: readonly Ledger[];
  measures: readonly AnyMeasure[];
  // biome-ignore lint/suspicious/noExplicitAny: a list of declarations is heterogeneous by nature
  subjects: readonly Subject<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  tallies: readonly Tally<any>[];
}

/** What a context's `room.ts` offers to composition. */
export type Room = { [K in keyof House]?: House[K] };

/** Puts rooms together; a name declared twice is a bug and stops the start. */
export function furnish(rooms: readonly Room[]): House {
  const all = <K extends keyof House>(key: K) => rooms.flatMap((room) => (room[key] ?? []) as House[K][number][]);
  const house = {
    commands: all('commands'),
    queries: all('queries'),
    ledgers: all('ledgers'),
    measures: all('measures'),
    subjects: all('subjects'),
    tallies: all('tallies'),
  } as unknown as House;
  const names = [...house.commands, ...house.queries, ...house.ledgers.map((l) => l.shape)].map((d) => d.name);
  for (const list of [
    names,
    house.measures.map((m) => m.name),
    house.subjects.map((s) => s.kind),
    house.tallies.map((t) => t.name),
  ]) {
    const twice = list.find((name, i) => list.indexOf(name) !== i);
    if (twice) throw new Error(`declared twice: ${twice}`);
  }
  return house;
}
