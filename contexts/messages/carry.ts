import type { PoolClient } from 'pg';
import { mintId } from '#kernel';
import { insertRows, type Runner, rowsOf, systemActor, transaction } from '#kernel/server';
import { type Candidate, keptSince, standing, toldOf } from './domain/carry.rule.ts';
import type { Telling } from './rows.ts';

/** Words carried in one transaction. */
const A_ROUND = 200;
/** Old messages deleted in one transaction. */
const A_SWEEP = 5000;

/** Whom the words name, by each of the four ways to name somebody: each finds its accounts by an index of its own. */
const NAMED = ['a.id = t.to_account', 'a.enterprise = t.to_enterprise and a.role = any(t.to_roles)']
  .concat(
    'a.town = t.to_town and a.role = any(t.to_roles)',
    't.to_town is null and t.to_enterprise is null and a.town is null and a.enterprise is null and a.role = any(t.to_roles)',
  )
  .map(
    (named) => `select t.id as word, a.id as account,
      t.answering_for is not null and exists (select 1 from registry.published_charge c
        where c.county = $1 and c.enterprise = t.answering_for and c.account = a.id) as answers,
      exists (select 1 from messages.silence s where s.county = $1 and s.account = a.id and s.kind = t.kind) as silent
    from messages.telling t join access.published_account a on a.county = $1 and not a.disabled and ${named}
    where t.county = $1 and t.id = any($2)`,
  )
  .join(' union all ');

async function candidatesOf(client: PoolClient, county: string, words: readonly Telling[]) {
  const rows = await rowsOf<Candidate & { word: string }>(client, {
    sql: NAMED,
    values: [county, words.map(({ id }) => id)],
  });
  const by = new Map<string, Candidate[]>();
  for (const row of rows) by.set(row.word, [...(by.get(row.word) ?? []), row]);
  return by;
}

/** One round: the oldest words become messages of those they name, and are gone, in one transaction. */
const round = (r: Runner, county: string): Promise<number> =>
  transaction(r.pool, systemActor(county), 'write', async (client) => {
    const words = await rowsOf<Telling>(client, {
      sql: `select * from messages.telling where county = $1 order by at, act, ordinal limit ${A_ROUND} for update skip locked`,
      values: [county],
    });
    if (words.length === 0) return 0;
    const now = r.clock();
    const by = await candidatesOf(client, county, words);
    const messages = words.flatMap((word) => {
      const stands = standing(word.at, now);
      if (stands === 'gone') return [];
      return toldOf(word, by.get(word.id) ?? []).map((account) => ({
        county,
        id: mintId(),
        account,
        act: word.act,
        ordinal: word.ordinal,
        kind: word.kind,
        alarm: word.alarm,
        title: word.title,
        text: word.text,
        path: word.path,
        at: word.at,
        by_name: word.byName,
        read_at: stands === 'read' ? now : null,
      }));
    });
    await insertRows(client, 'messages.message', messages, 'on conflict do nothing');
    await client.query('delete from messages.telling where county = $1 and id = any($2)', [
      county,
      words.map(({ id }) => id),
    ]);
    return words.length;
  });

/** Carries what waits (送达) to the inboxes of a county; answers how many words. A word carried twice makes no second message. */
export async function carryMessages(r: Runner, county: string): Promise<number> {
  let sum = 0;
  for (let n = A_ROUND; n === A_ROUND; sum += n) n = await round(r, county);
  return sum;
}

/** Deletes messages that are no longer kept (清理); answers how many. What they were about stays where it is. */
export async function sweepMessages(r: Runner, county: string): Promise<number> {
  let sum = 0;
  for (let n = A_SWEEP; n === A_SWEEP; sum += n)
    n = await transaction(r.pool, systemActor(county), 'write', async (client) => {
      const gone = await client.query(
        `delete from messages.message where county = $1 and id in
           (select m.id from messages.message m where m.county = $1 and m.at < $2 limit ${A_SWEEP})`,
        [county, keptSince(r.clock())],
      );
      return gone.rowCount ?? 0;
    });
  return sum;
}
