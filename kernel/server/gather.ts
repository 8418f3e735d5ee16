import { z } from 'zod';
import { type AnyQuery, type DoneRow, type Found, query, roleMay, type WaitingGroup } from '#kernel';
import type { Modules } from './modules.ts';

type Sources = Pick<Modules, 'todos' | 'search'>;

/** What waits under one verb, and which context shows it. */
export type GatheredGroup = WaitingGroup & { source: string };
/** One act of mine, and which context shows it. */
export type GatheredDone = DoneRow & { source: string };
/** What one source of the search found. */
export interface GatheredFound {
  title: string;
  found: readonly Found[];
}

/** Newest first. The database writes an instant without its last zeros, so it is compared as one, not as a text. */
const newestFirst = (a: DoneRow, b: DoneRow) => Date.parse(b.at) - Date.parse(a.at);

function todoQueries({ todos }: Sources): AnyQuery[] {
  if (todos.length === 0) return [];
  const may = todos.flatMap((source) => source.may);
  const waiting = query({
    name: 'home.todo',
    title: '待办',
    input: z.strictObject({}),
    may,
    async read(reads) {
      const mine = todos.filter((source) => roleMay(source.may, reads.actor));
      // All are asked before the first has answered: one connection, one snapshot, the statements leave together.
      const groups = await Promise.all(
        mine.map(
          async (source): Promise<GatheredGroup[]> =>
            (await source.waiting(reads)).map((group) => ({ ...group, source: source.name })),
        ),
      );
      return { today: reads.today, groups: groups.flat() };
    },
  });
  const done = query({
    name: 'home.done',
    title: '已办',
    input: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: z.string().max(40).optional(),
    }),
    may,
    async read(reads, { limit, before }) {
      const mine = todos.filter((source) => roleMay(source.may, reads.actor));
      const rows = await Promise.all(
        mine.map(
          async (source): Promise<GatheredDone[]> =>
            (await source.done(reads, { limit, before })).map((row) => ({ ...row, source: source.name })),
        ),
      );
      return { rows: rows.flat().sort(newestFirst).slice(0, limit) };
    },
  });
  return [waiting, done];
}

function searchQueries({ search }: Sources): AnyQuery[] {
  if (search.length === 0) return [];
  return [
    query({
      name: 'home.search',
      title: '搜索',
      input: z.strictObject({ q: z.string().trim().min(2, '请至少输入两个字').max(60, '最多 60 个字') }),
      may: search.flatMap((source) => source.may),
      async read(reads, { q }) {
        const mine = search.filter((source) => roleMay(source.may, reads.actor));
        const groups = await Promise.all(
          mine.map(async ({ title, find }): Promise<GatheredFound> => ({ title, found: await find(reads, q) })),
        );
        return { groups };
      },
    }),
  ];
}

/** The queries that ask every context at once: what waits for me, what I did, where a word stands. */
export const gatheredQueries = (sources: Sources): readonly AnyQuery[] => [
  ...todoQueries(sources),
  ...searchQueries(sources),
];
