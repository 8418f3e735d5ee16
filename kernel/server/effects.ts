import type { Base, Subject } from '#kernel';
import { snake } from './names.ts';

/** One change to one subject row, decided by a handler, written by the kernel. */
export interface Effect {
  op: 'create' | 'change' | 'remove';
  subject: Subject<Base>;
  id: string;
  /** Row before, null when created. */
  before: Base | null;
  /** Columns written. */
  patch: Record<string, unknown>;
  /** Row after, null when removed. */
  after: Base | null;
  version: number;
}

/** A growing statement: text and its values. */
export class Statement {
  readonly parts: string[] = [];
  readonly values: unknown[] = [];
  readonly param = (value: unknown): string => `$${this.values.push(value)}`;
}

const column = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : value;

/** The columns an effect writes, by their names in the table, as the driver takes them. */
export function columnValues(effect: Effect): Record<string, unknown> {
  const json = (effect.subject.json ?? []) as readonly string[];
  return Object.fromEntries(
    Object.entries(effect.patch).map(([key, value]) => [
      snake(key),
      json.includes(key) && value !== null ? JSON.stringify(value) : column(value),
    ]),
  );
}

/** Adds the CTE that writes one effect; every CTE returns one row per row written. */
export function writeEffect(s: Statement, county: string, effect: Effect, index: number): void {
  const { table } = effect.subject;
  const written = columnValues(effect);
  const keys = Object.keys(written);
  if (effect.op === 'create') {
    const columns = ['county', 'id', 'version', ...keys];
    const values = [county, effect.id, 1, ...Object.values(written)];
    s.parts.push(
      `e${index} as (insert into ${table} (${columns.join(',')}) values (${values.map(s.param).join(',')}) returning 1)`,
    );
    return;
  }
  const guard = () =>
    `county = ${s.param(county)} and id = ${s.param(effect.id)} and version = ${s.param(effect.before?.version)}`;
  if (effect.op === 'remove') {
    s.parts.push(`e${index} as (delete from ${table} where ${guard()} returning 1)`);
    return;
  }
  const sets = keys.map((key) => `${key} = ${s.param(written[key])}`);
  s.parts.push(
    `e${index} as (update ${table} set ${[...sets, 'version = version + 1'].join(', ')} where ${guard()} returning 1)`,
  );
}

/** Adds the CTE that creates many rows of one subject at once, from one JSON parameter. */
export function writeMany(s: Statement, county: string, effects: readonly Effect[], index: number): void {
  const first = effects[0]!;
  const names = new Set<string>();
  for (const e of effects) for (const key of Object.keys(e.patch)) names.add(key);
  const columns = ['county', 'id', 'version', ...[...names].map(snake)];
  const rows = effects.map((e) => {
    const row: Record<string, unknown> = { county, id: e.id, version: 1 };
    for (const key in e.patch) row[snake(key)] = e.patch[key];
    return row;
  });
  s.parts.push(
    `e${index} as (insert into ${first.subject.table} (${columns.join(',')}) ` +
      `select ${columns.join(',')} from jsonb_populate_recordset(null::${first.subject.table}, ${s.param(JSON.stringify(rows))}::jsonb) returning 1)`,
  );
}

/**
 * Adds the CTE that changes many rows of one subject at once (the same columns in each), or removes many, from one JSON parameter; the
 * version guard holds row by row.
 */
export function writeManyOver(s: Statement, county: string, effects: readonly Effect[], index: number): void {
  const { op, subject, patch } = effects[0]!;
  const columns = Object.keys(patch).map(snake);
  const rows = effects.map((e) => {
    const row: Record<string, unknown> = { id: e.id, version: e.before?.version };
    for (const key in e.patch) row[snake(key)] = e.patch[key];
    return row;
  });
  const given = `jsonb_populate_recordset(null::${subject.table}, ${s.param(JSON.stringify(rows))}::jsonb) x`;
  const guard = `t.county = ${s.param(county)} and t.id = x.id and t.version = x.version`;
  s.parts.push(
    op === 'remove'
      ? `e${index} as (delete from ${subject.table} t using ${given} where ${guard} returning 1)`
      : `e${index} as (update ${subject.table} t set ${[...columns.map((c) => `${c} = x.${c}`), 'version = t.version + 1'].join(', ')} from ${given} where ${guard} returning 1)`,
  );
}

/** Adds the CTEs that write side rows, one insert per table. */
export function writeDerived(
  s: Statement,
  derived: readonly { table: string; row: Readonly<Record<string, unknown>> }[],
): void {
  const tables = [...new Set(derived.map((side) => side.table))];
  tables.forEach((table, i) => {
    const rows = derived
      .filter((side) => side.table === table)
      .map(({ row }) => Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v])));
    const columns = Object.keys(rows[0]!);
    if (rows.length === 1) {
      const values = columns.map((name) => s.param(column(rows[0]![name])));
      s.parts.push(`x${i} as (insert into ${table} (${columns.join(',')}) values (${values.join(',')}))`);
    } else {
      s.parts.push(
        `x${i} as (insert into ${table} (${columns.join(',')}) select ${columns.join(',')} ` +
          `from jsonb_populate_recordset(null::${table}, ${s.param(JSON.stringify(rows))}::jsonb))`,
      );
    }
  });
}
