import { z } from 'zod';
import { type AnyQuery, type DoneRow, type Found, groupAnswer, query, roleMay, type WaitingGroup } from '#kernel';
import type { Modules } from './modules.ts';

type Sources = Pick<Modules, 'todos' | 'search'>;

/** What waits under one verb, and which context shows it. */
export type GatheredGroup = WaitingGroup & { source: string };
/** One act of mine, and which context shows it. */
export type GatheredDone = DoneRow & { source: string };
/** The home's 待办, and a page of its 已办. */
export interface HomeTodo {
  today: string;
  groups: GatheredGroup[];
}
export interface HomeDone {
  rows: GatheredDone[];
  next: string | null;
}
/** What one source of the search found. */
interface GatheredFound {
  title: string;
  found: readonly Found[];
}
/** What the sources of the search found, each by itself. */
export interface HomeFound {
  groups: readonly GatheredFound[];
}

/** One of several schemas: each row says by `source` which. */
const anyOf = (schemas: readonly z.ZodType[]): z.ZodType => (schemas.length === 1 ? schemas[0]! : z.union(schemas));

const foundAnswer = z.strictObject({ title: z.string(), note: z.string().exactOptional(), path: z.string() });

/** Newest first. The database writes an instant without its last zeros, so it is compared as one, not as a text. */
const newestFirst = (a: DoneRow, b: DoneRow) => Date.parse(b.at) - Date.parse(a.at);

/**
 * One page of several: no source was read further than the newest of their ends, so what lies behind it waits for the next page, and the
 * page goes on where it was cut.
 */
export function donePage(
  pages: readonly { rows: readonly GatheredDone[]; next: string | null }[],
  limit: number,
): HomeDone {
  const end = pages.flatMap(({ next }) => next ?? []).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
  const read = pages.flatMap(({ rows }) => rows).filter(({ at }) => end === null || Date.parse(at) >= Date.parse(end));
  const rows = read.sort(newestFirst).slice(0, limit);
  return { rows, next: rows.length < read.length ? rows.at(-1)!.at : end };
}

function todoQueries({ todos }: Sources): AnyQuery[] {
  if (todos.length === 0) return [];
  const may = todos.flatMap((source) => source.may);
  const waiting = query({
    name: 'home.todo',
    title: '待办',
    answer: z.strictObject({
      today: z.string(),
      groups: z.array(anyOf(todos.map(({ name, row }) => groupAnswer(row).extend({ source: z.literal(name) })))),
    }),
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
    answer: z.strictObject({
      rows: z.array(anyOf(todos.map(({ name, did }) => did.extend({ source: z.literal(name) })))),
      next: z.string().nullable(),
    }),
    input: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: z.string().max(40).optional(),
    }),
    may,
    async read(reads, { limit, before }) {
      const mine = todos.filter((source) => roleMay(source.may, reads.actor));
      const pages = await Promise.all(
        mine.map(async (source) => {
          const { rows, next } = await source.done(reads, { limit, before });
          return { next, rows: rows.map((row): GatheredDone => ({ ...row, source: source.name })) };
        }),
      );
      return donePage(pages, limit);
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
      answer: z.strictObject({
        groups: z.array(z.strictObject({ title: z.string(), found: z.array(foundAnswer).readonly() })),
      }),
      input: z.strictObject({ q: z.string().trim().min(2, '请至少输入两个字').max(60, '最多 60 个字') }),
      may: search.flatMap((source) => source.may),
      async read(reads, { q }): Promise<HomeFound> {
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
