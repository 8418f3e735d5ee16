import type { Pool, PoolClient } from 'pg';
import {
  type Act,
  type Actor,
  type AnyCommand,
  type Base,
  isRefused,
  mintId,
  type NewRow,
  type Refused,
  refuse,
  roleMay,
  type Subject,
} from '#kernel';
import { checkDays, checkRow } from './check-row.ts';
import { onCluster } from './cluster.ts';
import { refusalOf } from './database-refusal.ts';
import type { Effect } from './effects.ts';
import { bodyHash, type Entry, journalled, writeAll } from './journal.ts';
import { withLatest } from './latest.ts';
import { maskedAnswer } from './mask-answer.ts';
import type { Modules } from './modules.ts';
import { withoutBlank } from './move-command.ts';
import { camelRow } from './names.ts';
import { refuseMasked } from './personal.ts';
import { parsed } from './places.ts';
import { followUp } from './reactions.ts';
import { readFor } from './read-for.ts';
import { begin, type Clock, inOneWrite, readsOn } from './session.ts';
import { readTally } from './tally-reads.ts';
import { sendWords } from './tellings.ts';
import { applicationActor, databaseActor, type Walls } from './walls.ts';

/** What running declarations needs: database, declarations, clock. */
export interface Runner {
  pool: Pool;
  modules: Modules;
  clock: Clock;
  walls?: Walls;
}

/** An act as it arrives: its key, its body, the device's clock. */
export interface Envelope {
  key: string;
  body: unknown;
  observedAt?: string | null;
}

/** What was done: the handler's answer and the journal entry. */
export interface Done {
  answer: unknown;
  entry: string;
}

/** Done (now, or before under the same key), or refused. */
export type Outcome = { done: Done; replay: boolean } | Refused;

/** Runs one declared command from envelope to answer. Never throws for what a caller can cause. */
export async function runCommand(r: Runner, cmd: AnyCommand, actor: Actor, envelope: Envelope): Promise<Outcome> {
  const body = envelope.body ?? {};
  // What a move lacks is told after who may make it: `checkRow` sees to it, and the handler is given what the move promises.
  const { flow } = cmd;
  const given = readFor(actor.county, () =>
    flow ? parsed(flow.lenient, withoutBlank(flow.fields, body), cmd.secret) : parsed(cmd.input, body, cmd.secret),
  );
  if (isRefused(given)) return given;
  if (r.walls?.app !== false && !roleMay(cmd.may, actor)) return refuse('NOT_YOURS', `${cmd.title}不属于您的职责`);
  // A stored hash of a password would be a fast way to try passwords: secrets stay out of it.
  const hash = bodyHash(
    cmd.name,
    cmd.secret?.length ? journalled(cmd, (envelope.body ?? {}) as Record<string, unknown>) : envelope.body,
  );
  const seen = databaseActor(r, actor);
  const client = await r.pool.connect();
  const told = (no: Refused) => withLatest(client, seen, cmd, given.ok, no, r.clock());
  let broken = false;
  try {
    const begun = begin(client, seen, 'write');
    const outcome = await attempt(r, client, cmd, applicationActor(r, actor), given.ok, envelope, hash, begun);
    if (isRefused(outcome.result)) {
      await client.query('rollback');
      return (await replayOf(client, seen, envelope.key, hash)) ?? (await told(outcome.result));
    }
    // One round trip: when the write fails, this COMMIT finds an aborted transaction and rolls it back. A handler that wrote by itself
    // waits, for a write that never left this process aborts nothing; so does one of several statements, as a cluster's is.
    if (outcome.ran || onCluster(client)) await outcome.written;
    await Promise.all([outcome.written, client.query('commit')]);
    return { done: outcome.result, replay: false };
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    const refused = refusalOf(error);
    if (!refused) throw error;
    return (await replayOf(client, seen, envelope.key, hash)) ?? (await told(refused));
  } finally {
    client.release(broken);
  }
}

interface Attempt {
  result: Done | Refused;
  entry: Entry;
  effects: Effect[];
  /** The write under way. */
  written?: Promise<void>;
  /** The handler ran statements of its own. */
  ran?: boolean;
}

export interface DerivedRow {
  table: string;
  row: Readonly<Record<string, unknown>>;
}

async function attempt(
  r: Runner,
  client: PoolClient,
  cmd: AnyCommand,
  actor: Actor,
  given: Record<string, unknown>,
  envelope: Envelope,
  hash: string,
  begun: Promise<unknown>,
): Promise<Attempt> {
  const at = r.clock();
  const reads = readsOn(client, actor, at, r.modules);
  const effects: Effect[] = [];
  const entry: Entry = {
    id: envelope.key,
    at,
    observedAt: envelope.observedAt ?? null,
    actor,
    command: cmd.name,
    sentence: cmd.title,
    subjectKind: null,
    subjectId: null,
    given: journalled(cmd, (envelope.body ?? {}) as Record<string, unknown>),
  };
  const refusedAs = (result: Refused): Attempt => ({ result, entry, effects });
  let row: Base | null = null;
  if (cmd.on) {
    const id = cmd.on.id(given);
    entry.subjectKind = cmd.on.subject.kind;
    entry.subjectId = id;
    row = await reads.get(cmd.on.subject, id);
    if (!row) return refusedAs(refuse('NOT_FOUND', `没有找到这条${cmd.on.subject.label}，或您无权查看`));
    const no = checkRow(r, cmd, actor, given, row) ?? checkDays(cmd, given, row, reads.today);
    if (no) return refusedAs(no);
  }
  const derived: DerivedRow[] = [];
  const act = actOn(client, reads, effects, derived, entry);
  const answer = await cmd.handle(act, given, row as never);
  if (isRefused(answer)) return refusedAs(answer);
  await followUp(act, effects, r.modules.reactions);
  const starred = refuseMasked(effects);
  if (starred) return refusedAs(starred);
  sendWords(act.put, { id: entry.id, at, actor: entry.actor, command: cmd, given, row, effects }, r.modules);
  const done: Done = { answer: maskedAnswer(cmd.answer, actor, answer ?? {}), entry: entry.id };
  await begun;
  inOneWrite(client);
  const written = writeAll(client, entry, effects, derived, r.modules.tallies as never, {
    bodyHash: hash,
    body: { ...done, answer: kept(cmd, done.answer) },
  });
  return { result: done, entry, effects, written, ran: act.ran() };
}

/** The answer as it is stored: what is told once is left out. */
function kept(cmd: AnyCommand, answer: unknown): unknown {
  if (!cmd.once?.length || answer === null || typeof answer !== 'object') return answer;
  return Object.fromEntries(Object.entries(answer).filter(([key]) => !cmd.once?.includes(key)));
}

/** A new row as the table will hold it: a column the handler left out is null, not undefined, for tallies and owners to read. */
const asStored = (row: Record<string, unknown>): Base =>
  new Proxy(row, { get: (of, key) => (typeof key === 'string' ? (of[key] ?? null) : undefined) }) as unknown as Base;

function actOn(
  client: PoolClient,
  reads: ReturnType<typeof readsOn>,
  effects: Effect[],
  derived: DerivedRow[],
  entry: Entry,
): Act & { ran(): boolean } {
  let ran = false;
  const push = (subject: Subject<never>, effect: Omit<Effect, 'subject'>) =>
    effects.push({ subject: subject as unknown as Subject, ...effect });
  return {
    ...reads,
    tally: (name, where) => readTally(client, entry.actor, name, where),
    whileUnchanged: (_tallies, _about, make) => make(),
    id: entry.id,
    observedAt: entry.observedAt,
    mint: mintId,
    create<Row extends Base>(subject: Subject<Row>, row: NewRow<Row>) {
      const { id = mintId(), ...patch } = row as Record<string, unknown> & { id?: string };
      const after = asStored({ county: entry.actor.county, id, version: 1, ...patch });
      push(subject as never, { op: 'create', id, before: null, patch, after, version: 1 });
      return id;
    },
    change(subject, row, patch) {
      const changed = Object.fromEntries(Object.entries(patch).filter(([, v]) => v !== undefined));
      const after = { ...row, ...changed, version: row.version + 1 };
      push(subject as never, {
        op: 'change',
        id: row.id,
        before: row,
        patch: changed,
        after,
        version: row.version + 1,
      });
    },
    remove(subject, row) {
      push(subject as never, {
        op: 'remove',
        id: row.id,
        before: row,
        patch: {},
        after: null,
        version: row.version + 1,
      });
    },
    put(table, row) {
      derived.push({ table, row: { county: entry.actor.county, ...row } });
    },
    ran: () => ran,
    async run(sql, values = []) {
      ran = true;
      return (await client.query(sql, values as unknown[])).rowCount ?? 0;
    },
    about(kind, id) {
      entry.subjectKind = kind;
      entry.subjectId = id;
    },
    note(sentence) {
      entry.sentence = sentence;
    },
  };
}

/** The stored answer of this key, when it was done before; another body or another account is refused. */
async function replayOf(client: PoolClient, actor: Actor, key: string, hash: string): Promise<Outcome | null> {
  await begin(client, { ...actor, scope: 'county' }, 'read');
  const rows = await client.query(
    'select account, body_hash, answer from kernel.answer where county = $1 and key = $2',
    [actor.county, key],
  );
  const old = rows.rows[0] ? camelRow<{ account: string | null; bodyHash: string; answer: Done }>(rows.rows[0]) : null;
  const spent = old
    ? null
    : (await client.query('select 1 from kernel.entry where county = $1 and id = $2', [actor.county, key])).rowCount;
  await client.query('commit');
  if (spent) return refuse('KEY_REUSED', '该办理编号早已办结，请重新发起');
  if (!old) return null;
  if (old.bodyHash !== hash || (old.account ?? '') !== actor.account) return refuse('KEY_REUSED');
  return { done: old.answer, replay: true };
}

/** The system's own acts (seeding, imports by command line): same path, no session. */
export async function runAs(
  r: Runner,
  actor: Actor,
  name: string,
  body: unknown,
  key: string = mintId(),
): Promise<Outcome> {
  const cmd = r.modules.commands.find((c) => c.name === name);
  if (!cmd) throw new Error(`no such command: ${name}`);
  return runCommand(r, cmd, actor, { key, body });
}
