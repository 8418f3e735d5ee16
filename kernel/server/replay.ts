import type { Pool, PoolClient } from 'pg';
import { type Base, canonicalJson, type Subject } from '#kernel';
import { sha256 } from './journal.ts';
import { camelRow } from './names.ts';
import { systemActor, transaction } from './session.ts';

/** One column where a table and the journal disagree. */
export interface Difference {
  kind: string;
  id: string;
  column: string;
  kept: unknown;
  replayed: unknown;
}

/** Folds a subject's effects into the row they make; null when it was removed or never was. */
export function fold(
  effects: readonly { op: string; patch: Record<string, unknown>; version: number }[],
): Record<string, unknown> | null {
  let row: Record<string, unknown> | null = null;
  for (const e of effects) {
    if (e.op === 'remove') row = null;
    else row = { ...(e.op === 'create' ? {} : row), ...e.patch, version: e.version };
  }
  return row;
}

const plain = (value: unknown): string => canonicalJson(value ?? null);

/** Compares one row with what the journal says it should be; columns never written by an effect stay at their default. */
function differences(
  subject: Subject<Base>,
  row: Record<string, unknown>,
  replayed: Record<string, unknown> | null,
): Difference[] {
  const id = String(row.id);
  const moved = subject.moved ? row[subject.moved] === true : false;
  if (!replayed) return moved ? [] : [{ kind: subject.kind, id, column: '（整行）', kept: row, replayed: null }];
  const secret = (subject.secret ?? []) as readonly string[];
  return Object.keys(replayed)
    .filter((column) => {
      if (subject.gone?.includes(column)) return false;
      const kept =
        secret.includes(column) && row[column] !== null ? `sha256:${sha256(String(row[column]))}` : row[column];
      return plain(normal(kept)) !== plain(normal(replayed[column]));
    })
    .map((column) => ({ kind: subject.kind, id, column, kept: row[column], replayed: replayed[column] }));
}

/** Instants and numbers are compared by value: the journal keeps what was written, the table what PostgreSQL stored. */
function normal(value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) return new Date(value).toISOString();
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value;
}

/** Rebuilds today's state of one subject (or every one of its kind) from the journal and compares it with the table. */
export async function replay(
  pool: Pool,
  county: string,
  subject: Subject<Base>,
  options: { id?: string; progress?: (done: number) => void } = {},
): Promise<{ checked: number; wrong: Difference[] }> {
  return transaction(pool, systemActor(county), 'read', async (client) => {
    const wrong: Difference[] = [];
    let checked = 0;
    await client.query(
      `declare subjects no scroll cursor for select * from ${subject.table} where county = $1 ${options.id ? 'and id = $2' : ''} order by id`,
      options.id ? [county, options.id] : [county],
    );
    for (;;) {
      const { rows } = await client.query('fetch 1000 from subjects');
      const effects = await effectsOf(
        client,
        county,
        subject.kind,
        rows.map((row) => row.id),
      );
      for (const row of rows) {
        wrong.push(...differences(subject, camelRow(row), fold(ofToday(subject, effects.get(row.id) ?? []))));
        checked += 1;
      }
      options.progress?.(checked);
      if (rows.length < 1000 || wrong.length > 100) break;
    }
    wrong.push(...(await vanished(client, county, subject, options.id)));
    return { checked, wrong };
  });
}

/** Effects with their columns under the names of today. */
const ofToday = ({ renamed }: Subject<Base>, effects: readonly StoredEffect[]): readonly StoredEffect[] =>
  renamed
    ? effects.map((e) => ({
        ...e,
        patch: Object.fromEntries(Object.entries(e.patch).map(([column, value]) => [renamed[column] ?? column, value])),
      }))
    : effects;

type StoredEffect = { op: string; patch: Record<string, unknown>; version: number };

async function effectsOf(
  client: PoolClient,
  county: string,
  kind: string,
  ids: string[],
): Promise<Map<string, StoredEffect[]>> {
  const { rows } = await client.query(
    'select subject_id, op, patch, version from kernel.effect where county = $1 and kind = $2 and subject_id = any($3::uuid[]) order by subject_id, version',
    [county, kind, ids],
  );
  const by = new Map<string, StoredEffect[]>();
  for (const row of rows) {
    const list = by.get(row.subject_id);
    if (list) list.push(row);
    else by.set(row.subject_id, [row]);
  }
  return by;
}

/** Rows the journal created and never removed that are no longer in the table. */
async function vanished(
  client: PoolClient,
  county: string,
  subject: Subject<Base>,
  id: string | undefined,
): Promise<Difference[]> {
  const { rows } = await client.query(
    `select e.subject_id from (select distinct on (subject_id) subject_id, op from kernel.effect
       where county = $1 and kind = $2 ${id ? 'and subject_id = $3' : ''} order by subject_id, version desc) e
     where e.op <> 'remove' and not exists (select 1 from ${subject.table} t where t.county = $1 and t.id = e.subject_id) limit 20`,
    id ? [county, subject.kind, id] : [county, subject.kind],
  );
  return rows.map((row) => ({
    kind: subject.kind,
    id: row.subject_id,
    column: '（整行）',
    kept: null,
    replayed: '日志中存在',
  }));
}
