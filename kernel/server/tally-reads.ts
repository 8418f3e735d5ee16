import { LRUCache } from 'lru-cache';
import type { Pool, PoolClient } from 'pg';
import type { Actor, MeasureReads, TallyRow, TallyWhere } from '#kernel';
import { NO_DAY, waitingSql } from './deltas.ts';
import { plainRows } from './session.ts';
import { withinSql } from './walls.ts';

/** Rows of a tally by town, and what was picked from them before: they never change, so the same question has the same answer. */
interface Rows {
  byTown: ReadonlyMap<string, readonly Kept[]>;
  picked: Map<string, readonly Kept[]>;
  size: number;
}

/** A figure with the text that tells it from the others. */
interface Kept extends TallyRow {
  readonly at: string;
}

/** What was merged when a tally had been folded so many times: it stays as it is until the next fold. */
interface Merged {
  folds: number;
  rows: Rows;
}

/** What is merged and what waits to be; how often it was folded, null when it never was counted. */
interface Figures {
  folds: number | null;
  merged: Rows;
  waiting: Rows;
}

/** Rows kept in memory per database, some 100 bytes each: a county of 5,000 enterprises and 300,000 hazards has 20,000. */
const MOST_ROWS = 100_000;
const MOST_PICKS = 100;
const MOST_ANSWERS = 1000;
const NOTHING_KEPT = -1;

/** What is kept of one database: merged rows, and answers made of tallies with the folds they were made at. */
interface Keep {
  merged: LRUCache<string, Merged>;
  answers: LRUCache<string, { folds: string; answer: unknown }>;
}
const kept = new WeakMap<Pool, Keep>();
const keepOf = (pool: Pool): Keep => {
  const known = kept.get(pool) ?? {
    merged: new LRUCache<string, Merged>({ maxSize: MOST_ROWS, sizeCalculation: ({ rows }) => rows.size + 1 }),
    answers: new LRUCache<string, { folds: string; answer: unknown }>({ max: MOST_ANSWERS }),
  };
  kept.set(pool, known);
  return known;
};

/**
 * Reads tallies inside one transaction, each asked for once however many figures are made of it. What was merged is kept in memory
 * and stands as long as the tally was not folded again, which the same statement tells that brings what waits: a figure therefore
 * equals a recount at any moment, and costs a few rows instead of thousands. An answer made of tallies stands likewise, while
 * nothing waits and none was folded again.
 */
export function talliesOf(pool: Pool, client: PoolClient, who: Actor, seen: Actor, today: string): TallyReads {
  const asked = new Map<string, Promise<Figures>>();
  // A county's and a town's figures are asked for all day; an enterprise's are few.
  const shared = who.scope === seen.scope && (who.scope === 'county' || who.scope === 'town');
  const keep = shared ? keepOf(pool) : null;
  const figures = (name: string) => {
    const found = asked.get(name) ?? figuresOf(client, who, name, keep?.merged ?? null);
    asked.set(name, found);
    return found;
  };
  return {
    tally: async (name, where = {}) => summed(await figures(name), where),
    async whileUnchanged(names, about, make) {
      const tallies = await Promise.all(names.map(figures));
      if (!keep || tallies.some((one) => one.folds === null || one.waiting.size > 0)) return make();
      const folds = tallies.map((one) => one.folds).join();
      const slot = `${who.county} ${who.scope} ${who.town ?? ''} ${today} ${about}`;
      const held = keep.answers.get(slot);
      if (held?.folds === folds) return held.answer as Awaited<ReturnType<typeof make>>;
      const answer = await make();
      keep.answers.set(slot, { folds, answer });
      return answer;
    },
  };
}

type TallyReads = Pick<MeasureReads, 'tally' | 'whileUnchanged'>;

/**
 * A tally's figures now: what is merged plus what is waiting, so that it equals a recount at any moment. With `before`
 * the days before that day come as one figure. A town reads its own, an enterprise its own, others than these and the county none.
 */
export const readTally = async (
  client: PoolClient,
  actor: Actor,
  name: string,
  where: TallyWhere = {},
): Promise<readonly TallyRow[]> => summed(await figuresOf(client, actor, name, null), where);

interface Row {
  folds: number | null;
  town: string | null;
  key: string;
  day: string;
  n: number;
  merged: boolean | null;
}

async function figuresOf(
  client: PoolClient,
  actor: Actor,
  name: string,
  keep: LRUCache<string, Merged> | null,
): Promise<Figures> {
  const slot = `${actor.county} ${actor.scope} ${actor.town ?? ''} ${name}`;
  const held = keep?.get(slot);
  const values: unknown[] = [actor.county, name, held?.folds ?? NOTHING_KEPT];
  const own = withinSql(
    actor,
    { town: 'town', enterprise: "nullif(enterprise, '')::uuid" },
    (v) => `$${values.push(v)}`,
  );
  const folds = '(select folds from kernel.tally_edition where county = $1 and name = $2)';
  const part = (from: string, merged: boolean) =>
    `select town, key, day, sum(n)::bigint as n, ${merged} as merged from ${from} where ${own} group by town, key, day${merged ? ' having sum(n) <> 0' : ''}`;
  const merged = `(select town, enterprise, key, day, n from kernel.tally where county = $1 and name = $2 and ${folds} is distinct from $3::bigint) m`;
  const sql =
    `select at.folds, t.* from (select ${folds} as folds) at ` +
    `left join (${part(`(${waitingSql('$1', '$2')}) w`, false)} union all ${part(merged, true)}) t on true`;
  const found = await plainRows<Row>(client, { sql, values });
  const now = found[0]!.folds;
  const rows = held && held.folds === now ? held.rows : rowsOf(found.filter((row) => row.merged));
  if (keep && now !== null && now > (held?.folds ?? NOTHING_KEPT)) keep.set(slot, { folds: now, rows });
  return { folds: now, merged: rows, waiting: rowsOf(found.filter((row) => row.merged === false)) };
}

function rowsOf(found: readonly Row[]): Rows {
  const keys = new Map<string, readonly string[]>();
  const byTown = new Map<string, Kept[]>();
  for (const { town, key: text, day, n } of found) {
    const key = keys.get(text) ?? text.split('|');
    keys.set(text, key);
    const list = byTown.get(town!);
    const row = { town: town!, key, day: day === NO_DAY ? null : day, n, at: `${town} ${text} ${day}` };
    if (list) list.push(row);
    else byTown.set(town!, [row]);
  }
  return { byTown, picked: new Map(), size: found.length };
}

/** The figures asked for: what was merged and what waits, added up; those that come to nothing are left out. */
function summed({ merged, waiting }: Figures, where: TallyWhere): readonly TallyRow[] {
  const base = picked(merged, where);
  if (waiting.size === 0) return base;
  const more = new Map(pick(waiting, where).map((row) => [row.at, row]));
  if (more.size === 0) return base;
  const sums: Kept[] = [];
  for (const row of base) {
    const extra = more.get(row.at);
    more.delete(row.at);
    sums.push(extra ? { ...row, n: row.n + extra.n } : row);
  }
  return [...sums, ...more.values()].filter((row) => row.n !== 0);
}

function picked(rows: Rows, where: TallyWhere): readonly Kept[] {
  const question = JSON.stringify([where.town, where.prefix, where.before, where.from]);
  const known = rows.picked.get(question);
  if (known) return known;
  const answer = pick(rows, where);
  if (rows.picked.size >= MOST_PICKS) rows.picked.clear();
  rows.picked.set(question, answer);
  return answer;
}

function pick({ byTown }: Rows, { town, prefix, before, from }: TallyWhere): readonly Kept[] {
  const lists = town === undefined ? [...byTown.values()] : [byTown.get(town) ?? []];
  const start = prefix?.map((part) => String(part ?? ''));
  const wanted = (row: Kept) =>
    (!start || start.every((part, i) => row.key[i] === part)) &&
    (!before || (row.day ?? NO_DAY) < before) &&
    (!from || (row.day ?? NO_DAY) >= from);
  const rows = start || before || from ? lists.flatMap((list) => list.filter(wanted)) : lists.flat();
  return before ? withoutDays(rows) : rows;
}

/** One figure per town and key, whatever the day. */
function withoutDays(rows: readonly Kept[]): Kept[] {
  const sums = new Map<string, Kept & { n: number }>();
  for (const { town, key, n } of rows) {
    const at = `${town} ${key.join('|')}`;
    const sum = sums.get(at);
    if (sum) sum.n += n;
    else sums.set(at, { town, key, day: null, n, at });
  }
  return [...sums.values()].filter((row) => row.n !== 0);
}
