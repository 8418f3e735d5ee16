import type { Actor, LedgerPage, LedgerShape, MeasureReads, Refused, Total, WirePage } from '#kernel';
import { fromWire, isRefused, ledgerInput, refuse, roleMay } from '#kernel';
import type { Asked, Ledger, Param } from './ledger-half.ts';
import { pageSelection, selectionOf, shown } from './ledger-rows.ts';
import { parsed } from './places.ts';
import type { Runner } from './run-command.ts';
import { orRefused, reading } from './run-query.ts';
import { rowArrays, sent } from './session.ts';

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
export function whereOf(l: Ledger, actor: Actor, today: string, given: Asked): Built {
  const values: unknown[] = [];
  const p: Param = (value) => `$${values.push(value)}`;
  const tests = [`${l.county} = ${p(actor.county)}`];
  const scope = l.scope?.(p, actor);
  if (scope) tests.push(scope);
  if (given.only) tests.push(`${l.id} = any(${p(given.only.split(','))}::uuid[])`);
  for (const conditions of [l.filters, l.settled ?? {}]) {
    for (const key in conditions) {
      const build = conditions[key];
      const value: unknown = given[key];
      if (typeof build !== 'function' || value === undefined || value === '' || value === false) continue;
      tests.push(build(p, value, { actor, today }));
    }
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

/** The refusal of columns that the ledger does not have. */
export function unknownColumns(l: Ledger, columns: string | undefined): Refused | null {
  const unknown = (columns?.split(',') ?? []).filter((key) => !l.shape.columns.some((c) => c.key === key));
  if (unknown.length === 0) return null;
  const allowed = l.shape.columns.map((c) => c.key).join('、');
  return refuse('INVALID', `没有这些列：${unknown.join('、')}`, {
    places: [{ place: 'columns', value: unknown.join(','), allowed, message: `列名应为：${allowed}` }],
  });
}

/** One page of a ledger by keyset, with its total and what the caller can do with each row, as it travels. */
export async function wirePageOf(r: Runner, l: Ledger, actor: Actor, raw: unknown): Promise<WirePage | Refused> {
  const input = parsed(inputOf(l.shape), raw ?? {});
  if (isRefused(input)) return input;
  if (r.walls?.app !== false && !roleMay(l.may, actor)) return refuse('NOT_YOURS', `${l.shape.title}不属于您的职责`);
  const asked = input.ok as Asked;
  const wrong = unknownColumns(l, asked.columns);
  if (wrong) return wrong;
  const cursorText = asked.after ?? asked.before;
  const cursor = cursorText ? decode(cursorText) : null;
  if (cursorText && !cursor) return refuse('INVALID', '翻页位置已失效，请回到第一页');
  return orRefused(readPage(r, l, actor, asked, cursor));
}

/** The same page as rows of named values. */
export async function pageOf(r: Runner, l: Ledger, actor: Actor, raw: unknown): Promise<LedgerPage | Refused> {
  const page = await wirePageOf(r, l, actor, raw);
  return isRefused(page) ? page : fromWire(page);
}

function readPage(r: Runner, l: Ledger, actor: Actor, asked: Asked, cursor: Cursor | null): Promise<WirePage> {
  return reading(r, actor, async (client, reads, last) => {
    const order = orderOf(l, asked.sort);
    const back = asked.before !== undefined;
    const down = order.down !== back;
    const paged = { order: order.key, down, from: cursor, most: asked.limit + 1 };
    const given = l.prepare ? await l.prepare(reads, asked, paged) : asked;
    const selection = pageSelection(l, given.columns);
    const built = whereOf(l, reads.actor, reads.today, given);
    const seek = cursor
      ? ` and (${order.sql}, ${l.id}) ${down ? '<' : '>'} (${built.p(cursor.v)}::${order.type}, ${built.p(cursor.id)}::uuid)`
      : '';
    const dir = down ? 'desc' : 'asc';
    const sql =
      `select ${selection.sql}, (${order.sql})::text as sort_key from ${l.from} ` +
      `where ${built.where}${seek} order by ${order.sql} ${dir}, ${l.id} ${dir} limit ${given.limit + 1}`;
    // Under row-level security the planner may not look at a word's statistics and would sort the whole ledger for it.
    if (l.capped && given[l.capped]) {
      sent(client, 'set local enable_sort = off;set local max_parallel_workers_per_gather = 0').catch(() => {});
    }
    const page = rowArrays(client, { sql, values: built.values, prepared: !isPlanned(l, given, built) });
    const both = Promise.all([page, totalOf(l, reads, given)]);
    // By then the count has been asked as well, whichever way it takes: all of it leaves in one packet.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    last();
    const [found, total] = await both;
    const more = found.length > given.limit;
    const rows = more ? found.slice(0, given.limit) : found;
    if (back) rows.reverse();
    const id = selection.names.indexOf('id');
    const at = (row: readonly unknown[] | undefined) =>
      row ? encode({ v: String(row[selection.names.length]), id: String(row[id]) }) : null;
    // Before the rows are shown: that takes the cursor's value out of them.
    const next = back || more ? at(rows.at(-1)) : null;
    const prev = (back ? more : cursor) ? at(rows[0]) : null;
    return { ...shown(r, l, selection, { actor, today: reads.today }, rows), total, next, prev };
  });
}

/** A list of several values is as good as its values: one plan for all lists walks the whole town for a rare state. */
const isPlanned = (l: Ledger, given: Asked, built: Built): boolean =>
  l.planned?.some((key) => given[key] !== undefined) || built.values.some((v) => Array.isArray(v) && v.length > 1);

const totalOf = async (l: Ledger, reads: MeasureReads, given: Asked): Promise<Total> =>
  // Figures kept beside the rows know the filters, not single rows.
  (given.only ? null : await l.total?.(reads, given)) ?? countOf(l, reads.actor, reads, given);

async function countOf(l: Ledger, actor: Actor, reads: MeasureReads, given: Asked): Promise<Total> {
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
  asked: Asked,
  wanted: readonly string[],
  take: (rows: Record<string, unknown>[]) => Promise<void>,
): Promise<number> {
  return reading(r, actor, async (client, reads) => {
    const given = (await l.prepare?.(reads, asked)) ?? asked;
    const order = orderOf(l, given.sort);
    const built = whereOf(l, reads.actor, reads.today, given);
    const dir = order.down ? 'desc' : 'asc';
    const selection = selectionOf(l, wanted);
    const ctx = { actor, today: reads.today };
    await client.query(
      `declare export no scroll cursor for select ${selection.sql} from ${l.from} where ${built.where} ` +
        `order by ${order.sql} ${dir}, ${l.id} ${dir}`,
      built.values,
    );
    const finished = (row: Record<string, unknown>) => {
      for (const [key, make] of selection.derived) row[key] = make(row as never, ctx);
      return row;
    };
    let n = 0;
    for (;;) {
      const { rows } = await client.query(`fetch ${BATCH} from export`);
      if (rows.length > 0) await take(selection.derived.length > 0 ? rows.map(finished) : rows);
      n += rows.length;
      if (rows.length < BATCH) return n;
    }
  });
}
