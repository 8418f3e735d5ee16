import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type Actor, type AnyCommand, canonicalJson, type Tally } from '#kernel';
import { onCluster, runAll, sideRow, statementsOf } from './cluster.ts';
import { deltasOf, type Waiting, waitingOf } from './deltas.ts';
import { type Effect, Statement, writeDerived, writeEffect, writeMany, writeManyOver } from './effects.ts';
import { plainRows } from './session.ts';

/** What is known of an act when its effects are written. */
export interface Entry {
  id: string;
  at: string;
  observedAt: string | null;
  actor: Actor;
  command: string;
  sentence: string;
  subjectKind: string | null;
  subjectId: string | null;
  given: unknown;
}

/** A version guard found another version: the whole write is undone. */
export class StaleError extends Error {}

const DIVISION_BY_ZERO = '22012';

/** SHA-256 in hexadecimal. */
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** The given input without its secret keys. */
export function journalled(cmd: AnyCommand, given: Record<string, unknown>): Record<string, unknown> {
  if (!cmd.secret?.length) return given;
  return Object.fromEntries(Object.entries(given).map(([k, v]) => [k, cmd.secret?.includes(k) ? '（不记录）' : v]));
}

const patchFor = (effect: Effect): Record<string, unknown> => {
  const secret = effect.subject.secret;
  if (!secret) return effect.patch;
  return Object.fromEntries(
    Object.entries(effect.patch).map(([k, v]) => [
      k,
      (secret as readonly string[]).includes(k) && v !== null ? `sha256:${sha256(String(v))}` : v,
    ]),
  );
};

/**
 * Writes rows, journal entry, effects, the idempotent answer and tally deltas in ONE statement, so that a write costs
 * one round trip whatever it touches. Throws StaleError when a version guard finds another version.
 */
export async function writeAll(
  client: PoolClient,
  entry: Entry,
  effects: readonly Effect[],
  derived: readonly { table: string; row: Readonly<Record<string, unknown>> }[],
  tallies: readonly Tally[],
  answer: { bodyHash: string; body: unknown } | null,
): Promise<void> {
  const county = entry.actor.county;
  const groups = grouped(effects);
  if (onCluster(client)) {
    const tables = tablesOf(entry, effects, derived, tallies, answer);
    return runAll(client, statementsOf(county, groups, tables)).catch(stale);
  }
  const s = new Statement();
  groups.forEach((group, i) => {
    if (group.length > 3 && group[0]!.op === 'create') writeMany(s, county, group, i);
    else if (group.length > 3) writeManyOver(s, county, group, i);
    else writeEffect(s, county, group[0]!, i);
  });
  writeDerived(s, derived);
  entryPart(s, entry, effects);
  if (effects.length > 3) manyEffects(s, county, entry.id, effects);
  else if (effects.length > 0) fewEffects(s, county, entry.id, effects);
  if (answer) answerPart(s, entry, answer);
  deltaPart(s, waitingOf(county, deltasOf(effects, tallies)));
  const counts = groups.map((_, i) => `(select count(*) from e${i})`);
  // A guard that found another version ends the transaction there and then, so that COMMIT may already be on its way.
  const guard = counts.length
    ? `select 1 / (case when ${counts.join('+')} = ${s.param(effects.length)}::bigint then 1 else 0 end)`
    : 'select 1';
  const sql = `with ${s.parts.join(',\n')} ${guard}`;
  await plainRows(client, { sql, values: s.values, prepared: effects.length <= 3 }).catch(stale);
}

/** What a write adds beside its effects, table by table, for a cluster. */
function tablesOf(
  entry: Entry,
  effects: readonly Effect[],
  derived: readonly { table: string; row: Readonly<Record<string, unknown>> }[],
  tallies: readonly Tally[],
  answer: { bodyHash: string; body: unknown } | null,
): { table: string; rows: Record<string, unknown>[] }[] {
  const { county } = entry.actor;
  const kernelRows = [
    { table: 'kernel.entry', rows: [entryRow(entry, effects)] },
    { table: 'kernel.unsealed', rows: [{ county, entry_id: entry.id }] },
    { table: 'kernel.effect', rows: effects.map((e, ordinal) => storedEffect(county, entry.id, e, ordinal)) },
    { table: 'kernel.answer', rows: answer ? [answerRow(entry, answer)] : [] },
    {
      table: 'kernel.tally_delta',
      rows: waitingOf(county, deltasOf(effects, tallies)).map((row) => ({
        ...row,
        deltas: JSON.stringify(row.deltas),
      })),
    },
  ];
  const sides = [...new Set(derived.map((side) => side.table))].map((table) => ({
    table,
    rows: derived.filter((side) => side.table === table).map(({ row }) => sideRow(row)),
  }));
  return [...sides, ...kernelRows];
}

const stale = (error: { code?: string }): never => {
  throw error.code === DIVISION_BY_ZERO ? new StaleError('a version guard found another version') : error;
};

const storedEffect = (county: string, entryId: string, effect: Effect, ordinal: number): Record<string, unknown> => {
  const row = effectRow(effect);
  return { county, entry_id: entryId, ordinal, ...row, patch: JSON.stringify(row.patch) };
};

/** The entry as its table holds it. */
function entryRow(entry: Entry, effects: readonly Effect[]): Record<string, unknown> {
  const { actor } = entry;
  const main = effects.find((e) => e.subject.kind === entry.subjectKind && e.id === entry.subjectId) ?? effects[0];
  const seen = main ? (main.after ?? main.before) : null;
  return {
    county: actor.county,
    id: entry.id,
    at: entry.at,
    observed_at: entry.observedAt,
    account: actor.account || null,
    actor_name: actor.name,
    role: actor.role,
    command: entry.command,
    sentence: entry.sentence,
    subject_kind: entry.subjectKind ?? main?.subject.kind ?? null,
    subject_id: entry.subjectId ?? main?.id ?? null,
    town: (seen && main?.subject.town?.(seen)) ?? actor.town,
    enterprise: (seen && main?.subject.enterprise?.(seen)) ?? actor.enterprise,
    given: JSON.stringify(entry.given),
  };
}

/** The CTEs of the entry and its place in the sealer's queue. */
function entryPart(s: Statement, entry: Entry, effects: readonly Effect[]): void {
  const columns = entryRow(entry, effects);
  const p = s.param;
  s.parts.push(
    `j as (insert into kernel.entry (${Object.keys(columns).join(',')}) values (${Object.values(columns).map(p).join(',')}))`,
    `u as (insert into kernel.unsealed (county, entry_id) values (${p(entry.actor.county)}, ${p(entry.id)}))`,
  );
}

/** The idempotent answer as its table holds it. */
const answerRow = (entry: Entry, answer: { bodyHash: string; body: unknown }): Record<string, unknown> => ({
  county: entry.actor.county,
  key: entry.id,
  account: entry.actor.account || null,
  command: entry.command,
  body_hash: answer.bodyHash,
  answer: JSON.stringify(answer.body),
  at: entry.at,
});

/** The CTE of the idempotent answer. */
function answerPart(s: Statement, entry: Entry, answer: { bodyHash: string; body: unknown }): void {
  const row = answerRow(entry, answer);
  s.parts.push(
    `a as (insert into kernel.answer (${Object.keys(row).join(',')}) values (${Object.values(row).map(s.param).join(',')}))`,
  );
}

/** The CTE of the tally deltas, when there are any. */
function deltaPart(s: Statement, rows: readonly Waiting[]): void {
  if (rows.length === 0) return;
  const into = 'insert into kernel.tally_delta (county,town,enterprise,deltas)';
  if (rows.length > 3) {
    s.parts.push(
      `t as (${into} select county,town,enterprise,deltas from jsonb_populate_recordset(null::kernel.tally_delta, ${s.param(JSON.stringify(rows))}::jsonb))`,
    );
    return;
  }
  const values = rows.map((row) =>
    [row.county, row.town, row.enterprise, JSON.stringify(row.deltas)].map(s.param).join(','),
  );
  s.parts.push(`t as (${into} values ${values.map((list) => `(${list})`).join(',')})`);
}

/**
 * Effects that one statement can write together: creates of one subject, changes of the same columns, removes. Groups are written
 * in the order of their first effect, so a handler that ends a row before it creates its successor is safe from a unique index.
 */
function grouped(effects: readonly Effect[]): Effect[][] {
  if (effects.length <= 3) return effects.map((e) => [e]);
  const groups = new Map<string, Effect[]>();
  const keyOf = (e: Effect) =>
    `${e.op} ${e.subject.kind} ${e.op === 'change' ? Object.keys(e.patch).sort().join() : ''}`;
  for (const e of effects) {
    const group = groups.get(keyOf(e));
    if (group) group.push(e);
    else groups.set(keyOf(e), [e]);
  }
  return [...groups.values()].flatMap((group) => (group.length > 3 ? [group] : group.map((e) => [e])));
}

/** A journal entry of something that is no command and changes no subject: a sign-in, a refusal at the door. */
export const writeEntry = (client: PoolClient, entry: Entry): Promise<void> =>
  writeAll(client, entry, [], [], [], null);

const effectRow = (e: Effect) => {
  const seen = e.after ?? e.before!;
  return {
    kind: e.subject.kind,
    subject_id: e.id,
    version: e.version,
    op: e.op,
    patch: patchFor(e),
    town: e.subject.town?.(seen) ?? null,
    enterprise: e.subject.enterprise?.(seen) ?? null,
  };
};

function fewEffects(s: Statement, county: string, entryId: string, effects: readonly Effect[]): void {
  const rows = effects.map((e, i) => {
    const r = effectRow(e);
    const values = [
      county,
      entryId,
      i,
      r.kind,
      r.subject_id,
      r.version,
      r.op,
      JSON.stringify(r.patch),
      r.town,
      r.enterprise,
    ];
    return `(${values.map(s.param).join(',')})`;
  });
  s.parts.push(
    `f as (insert into kernel.effect (county,entry_id,ordinal,kind,subject_id,version,op,patch,town,enterprise) values ${rows.join(',')})`,
  );
}

function manyEffects(s: Statement, county: string, entryId: string, effects: readonly Effect[]): void {
  const rows = effects.map((e, ordinal) => ({ county, entry_id: entryId, ordinal, ...effectRow(e) }));
  s.parts.push(
    `f as (insert into kernel.effect select * from jsonb_populate_recordset(null::kernel.effect, ${s.param(JSON.stringify(rows))}::jsonb))`,
  );
}

/** The body hash that an idempotency key is bound to. */
export const bodyHash = (command: string, body: unknown): string =>
  sha256(`${command}\n${canonicalJson(body ?? null)}`);
