import { type Actor, newId, type Subject } from '#kernel';
import { type Runner, snake, systemActor, transaction } from '#kernel/server';

/** One act of the past: who did what when, and which rows it changed. Written as it would have been, in bulk. */
export interface PastAct {
  at: string;
  actor: Pick<Actor, 'account' | 'name' | 'role'>;
  command: string;
  sentence: string;
  given: unknown;
  effects: {
    subject: Subject<never>;
    id: string;
    version: number;
    patch: Record<string, unknown>;
    town: string | null;
    enterprise: string | null;
  }[];
}

export interface Rows {
  table: string;
  rows: Record<string, unknown>[];
}

/** Names as the database has them, without what is null: a missing key becomes null again. */
function snaked(row: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key in row) if (row[key] !== null && row[key] !== undefined) out[snake(key)] = row[key];
  return out;
}

/** Columns that hold something in some row. */
function columnsOf(rows: readonly Record<string, unknown>[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const key in row) columns.add(key);
  return [...columns];
}

/**
 * Writes rows as they are today together with the journal that led to them, a batch a transaction: the same tables in the
 * same shape as commands leave behind (a test replays them). Tallies are counted afterwards.
 */
export async function writePast(
  r: Runner,
  county: string,
  rows: readonly Rows[],
  acts: readonly PastAct[],
  idOf: (at: string) => string,
): Promise<void> {
  const entries: Record<string, unknown>[] = [];
  const effects: Record<string, unknown>[] = [];
  for (const act of acts) {
    const id = idOf(act.at);
    const main = act.effects[0];
    entries.push({
      county,
      id,
      at: act.at,
      account: act.actor.account || null,
      actor_name: act.actor.name,
      role: act.actor.role,
      command: act.command,
      sentence: act.sentence,
      subject_kind: main?.subject.kind ?? null,
      subject_id: main?.id ?? null,
      town: main?.town ?? null,
      enterprise: main?.enterprise ?? null,
      given: act.given,
    });
    act.effects.forEach((e, ordinal) => {
      effects.push({
        county,
        entry_id: id,
        ordinal,
        kind: e.subject.kind,
        subject_id: e.id,
        version: e.version,
        op: e.version === 1 ? 'create' : 'change',
        patch: e.patch,
        town: e.town,
        enterprise: e.enterprise,
      });
    });
  }
  await transaction(r.pool, systemActor(county), 'write', async (client) => {
    // Text indexes take a bulk load from their waiting list in few large merges instead of one every 4 MB.
    await client.query("set local gin_pending_list_limit = '256MB'");
    const put = async (table: string, list: readonly Record<string, unknown>[]) => {
      for (let i = 0; i < list.length; i += 2000) {
        const part = list.slice(i, i + 2000).map(snaked);
        const columns = columnsOf(part).join(',');
        // json and not jsonb: the text is read once and thrown away.
        const text = JSON.stringify(part, (_, value: unknown) => value ?? undefined);
        await client.query(
          `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
          [text],
        );
      }
    };
    for (const { table, rows: list } of rows)
      await put(
        table,
        list.map((row) => snaked({ county, ...row })),
      );
    await put('kernel.entry', entries);
    await put('kernel.effect', effects);
    await put(
      'kernel.unsealed',
      entries.map((e) => ({ county, entry_id: e.id })),
    );
  });
}

/** Ids whose time is the act's own, so that the demonstration's ids order as if they had been minted then. */
export const pastIds = (bytes: (n: number) => Uint8Array) => (at: string) => newId(Date.parse(at), bytes(16));
