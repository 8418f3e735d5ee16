import type { Actor, LedgerGiven, LedgerPage, LedgerShape, MeasureReads, Refused, Sentence, Total } from '#kernel';
import { isRefused, ledgerInput, refuse, roleMay } from '#kernel';
import { parsed } from './places.ts';
import type { Runner } from './run-command.ts';
import { orRefused, reading } from './run-query.ts';
import { plainRows } from './session.ts';

type Param = (value: unknown) => string;

/** The server's half of a ledger: where its columns live and how its filters read in SQL. */
export interface Ledger {
  shape: LedgerShape;
  may: readonly Sentence<never>[];
  /** `hazards.hazard h join …`. */
  from: string;
  /** Expression of the county column, first condition of every statement. */
  county: string;
  /** Unique tie-breaker, e.g. `h.id`. */
  id: string;
  /** SQL expression of each declared column. */
  columns: Readonly<Record<string, string>>;
  /** Sort expressions where they differ from the column (never null), with their type for the cursor. */
  sorts: Readonly<Record<string, { sql: string; type: string }>>;
  /** Condition of each filter, given its parsed value. */
  filters: Readonly<Record<string, (p: Param, value: never, ctx: { actor: Actor; today: string }) => string>>;
  /** Explicit narrowing by the actor's scope: lets an index serve what row-level security only filters. */
  scope?: (p: Param, actor: Actor) => string | null;
  /** Columns selected for `can` beside the declared ones, and the row they make up. */
  rowColumns?: string;
  can?: (actor: Actor, row: Record<string, unknown>, modules: Runner['modules']) => string[];
  /** Settles what needs a look first (a search word becomes ids); returns the filters as they are then built. */
  prepare?: (reads: MeasureReads, given: LedgerGiven) => Promise<LedgerGiven>;
  /** A total read from roll-ups, when the filters allow it. */
  total?: (reads: MeasureReads, given: LedgerGiven) => Promise<Total | null>;
  /** Total is capped when this (prepared) filter is set, and rows are found by walking the page's order. */
  capped?: string;
  /** (Prepared) filters whose best plan hangs on their value: the statement is planned anew for it. */
  planned?: readonly string[];
  /** Finished rows, for words that SQL does not know. */
  finish?: (row: Record<string, unknown>, ctx: { actor: Actor; today: string }) => Record<string, unknown>;
  /** Columns that `finish` looks at, all when left out: an export reads no others beside those it prints. */
  finishes?: readonly string[];
}

/** Declares the server's half of a ledger. */
export const ledger = (spec: Ledger): Ledger => spec;
/** Counting of a common word stops here; the total then reads 1,000+. */
export const TOTAL_CAP = 1000;
const BATCH = 250;

interface Cursor {
  v: string;
  id: string;
}

const encode = (c: Cursor): string => Buffer.from(JSON.stringify(c)).toString('base64url');

function decode(text: string): Cursor | null {
  try {
    const c = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
    return typeof c.v === 'string' && /^[0-9a-f-]{36}$/.test(c.id) ? c : null;
  } catch {
    return null;
  }
}

interface Built {
  where: string;
  values: unknown[];
  p: Param;
}

/** The WHERE of a page, its total and its export: one place, so that they can never differ. */
export function whereOf(l: Ledger, actor: Actor, today: string, given: LedgerGiven): Built {
  const values: unknown[] = [];
  const p: Param = (value) => `$${values.push(value)}`;
  const tests = [`${l.county} = ${p(actor.county)}`];
  const scope = l.scope?.(p, actor);
  if (scope) tests.push(scope);
  for (const [key, build] of Object.entries(l.filters)) {
    const value = given[key];
    if (value === undefined || value === '' || value === false) continue;
    tests.push(build(p, value as never, { actor, today }));
  }
  return { where: tests.join(' and '), values, p };
}

interface Order {
  key: string;
  sql: string;
  type: string;
  down: boolean;
}

function orderOf(l: Ledger, sort: string): Order {
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  const declared = l.sorts[key];
  if (!declared) throw new Error(`${l.shape.name}: sort ${key} has no expression`);
  return { key, ...declared, down };
}

const inputs = new WeakMap<LedgerShape, ReturnType<typeof ledgerInput>>();
/** The input schema of a ledger, built once: building costs more than a page. */
export function inputOf(shape: LedgerShape): ReturnType<typeof ledgerInput> {
  const schema = inputs.get(shape) ?? ledgerInput(shape);
  inputs.set(shape, schema);
  return schema;
}

const selects = new WeakMap<Ledger, string>();
function selectOf(l: Ledger): string {
  const known = selects.get(l);
  if (known) return known;
  const columns = Object.entries(l.columns).map(([key, sql]) => `${sql} as "${key}"`);
  const text = [...columns, ...(l.rowColumns ? [l.rowColumns] : [])].join(', ');
  selects.set(l, text);
  return text;
}

/** One page of a ledger by keyset, with its total and what the caller can do with each row. */
export async function pageOf(r: Runner, l: Ledger, actor: Actor, raw: unknown): Promise<LedgerPage | Refused> {
  const input = parsed(inputOf(l.shape), raw ?? {});
  if (isRefused(input)) return input;
  if (r.walls?.app !== false && !roleMay(l.may, actor)) return refuse('NOT_YOURS', `${l.shape.title}不属于您的职责`);
  const asked = input.ok as LedgerGiven;
  const cursorText = asked.after ?? asked.before;
  const cursor = cursorText ? decode(cursorText) : null;
  if (cursorText && !cursor) return refuse('INVALID', '翻页位置已失效，请回到第一页');
  return orRefused(readPage(r, l, actor, asked, cursor));
}

function readPage(r: Runner, l: Ledger, actor: Actor, asked: LedgerGiven, cursor: Cursor | null): Promise<LedgerPage> {
  return reading(r, actor, async (client, reads, last) => {
    const given = l.prepare ? await l.prepare(reads, asked) : asked;
    const order = orderOf(l, given.sort);
    const back = given.before !== undefined;
    const down = order.down !== back;
    const built = whereOf(l, reads.actor, reads.today, given);
    const seek = cursor
      ? ` and (${order.sql}, ${l.id}) ${down ? '<' : '>'} (${built.p(cursor.v)}::${order.type}, ${built.p(cursor.id)}::uuid)`
      : '';
    const dir = down ? 'desc' : 'asc';
    const sql =
      `select ${selectOf(l)}, ${l.id} as "id", (${order.sql})::text as "cursorValue" from ${l.from} ` +
      `where ${built.where}${seek} order by ${order.sql} ${dir}, ${l.id} ${dir} limit ${given.limit + 1}`;
    // Under row-level security the planner may not look at a word's statistics and would sort the whole ledger for it.
    if (l.capped && given[l.capped]) {
      client.query('set local enable_sort = off; set local max_parallel_workers_per_gather = 0').catch(() => {});
    }
    const page = plainRows<Record<string, unknown>>(client, {
      sql,
      values: built.values,
      prepared: !isPlanned(l, given, built),
    });
    const both = Promise.all([page, totalOf(l, reads, given)]);
    // By then the count has been asked as well, whichever way it takes: all of it leaves in one packet.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    last();
    const [found, total] = await both;
    const more = found.length > given.limit;
    const rows = found.slice(0, given.limit);
    if (back) rows.reverse();
    const at = (row: Record<string, unknown> | undefined) =>
      row ? encode({ v: String(row.cursorValue), id: String(row.id) }) : null;
    // Before the rows are shown: that takes the cursor's value out of them.
    const next = back || more ? at(rows.at(-1)) : null;
    const prev = (back ? more : cursor) ? at(rows[0]) : null;
    return { rows: rows.map((row) => shown(r, l, actor, reads.today, row)), total, next, prev };
  });
}

/** A list of several values is as good as its values: one plan for all lists walks the whole town for a rare state. */
const isPlanned = (l: Ledger, given: LedgerGiven, built: Built): boolean =>
  l.planned?.some((key) => given[key] !== undefined) || built.values.some((v) => Array.isArray(v) && v.length > 1);

const totalOf = async (l: Ledger, reads: MeasureReads, given: LedgerGiven): Promise<Total> =>
  (await l.total?.(reads, given)) ?? countOf(l, reads.actor, reads, given);

const hidden = new WeakMap<Ledger, string[]>();
/** What a row carries beside its declared columns: read for `can` and the cursor, not for the caller. */
function hiddenOf(l: Ledger, row: Record<string, unknown>): string[] {
  let keys = hidden.get(l);
  if (!keys) {
    keys = Object.keys(row).filter((key) => key !== 'id' && key !== 'version' && !(key in l.columns));
    hidden.set(l, keys);
  }
  return keys;
}

/** The row as the caller gets it. It stays the driver's own object, for fifty copies a page cost more than its query. */
function shown(r: Runner, l: Ledger, actor: Actor, today: string, row: Record<string, unknown>) {
  const can = l.can?.(actor, row, r.modules) ?? [];
  // Undefined is left out of the JSON; deleting would turn the object into a slow one.
  for (const key of hiddenOf(l, row)) row[key] = undefined;
  const finished = l.finish?.(row, { actor, today }) ?? row;
  finished.can = can;
  return finished as Record<string, unknown> & { can: string[] };
}

async function countOf(l: Ledger, actor: Actor, reads: MeasureReads, given: LedgerGiven): Promise<Total> {
  const { where, values } = whereOf(l, actor, reads.today, given);
  const cap = l.capped && given[l.capped] ? TOTAL_CAP : null;
  const sql = cap
    ? `select count(*)::int as n from (select 1 from ${l.from} where ${where} limit ${cap + 1}) capped`
    : `select count(*)::int as n from ${l.from} where ${where}`;
  const n = Number((await reads.one<{ n: number }>(sql, values))?.n ?? 0);
  return cap && n > cap ? { n: cap, exact: false } : { n, exact: true };
}

/**
 * Walks every row of a filtered ledger in order with the wanted columns, inside one snapshot. Batches are small, because everybody
 * else waits while one is unpacked.
 */
export async function eachRow(
  r: Runner,
  l: Ledger,
  actor: Actor,
  asked: LedgerGiven,
  wanted: readonly string[],
  take: (rows: Record<string, unknown>[]) => Promise<void>,
): Promise<number> {
  return reading(r, actor, async (client, reads) => {
    const given = (await l.prepare?.(reads, asked)) ?? asked;
    const order = orderOf(l, given.sort);
    const built = whereOf(l, reads.actor, reads.today, given);
    const dir = order.down ? 'desc' : 'asc';
    const columns = [...new Set([...wanted, ...(l.finish ? (l.finishes ?? Object.keys(l.columns)) : [])])];
    await client.query(
      `declare export no scroll cursor for select ${columns.map((key) => `${l.columns[key]} as "${key}"`).join(', ')} from ${l.from} where ${built.where} ` +
        `order by ${order.sql} ${dir}, ${l.id} ${dir}`,
      built.values,
    );
    let n = 0;
    for (;;) {
      const { rows } = await client.query(`fetch ${BATCH} from export`);
      if (rows.length > 0) await take(rows.map((row) => l.finish?.(row, { actor, today: reads.today }) ?? row));
      n += rows.length;
      if (rows.length < BATCH) return n;
    }
  });
}
