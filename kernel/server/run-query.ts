import type { PoolClient } from 'pg';
import { type Actor, type AnyQuery, isRefused, type MeasureReads, type Refused, refuse, roleMay } from '#kernel';
import { parsed } from './places.ts';
import type { Runner } from './run-command.ts';
import { begin, readsOn } from './session.ts';
import { readTally } from './tallies.ts';
import { believed, told } from './walls.ts';

/** Opens a read-only transaction as this actor; the answer leaves before the commit has returned. */
export async function reading<T>(
  r: Runner,
  actor: Actor,
  work: (client: PoolClient, reads: MeasureReads) => Promise<T>,
): Promise<T> {
  const client = await r.pool.connect();
  const who = believed(r, actor);
  try {
    const begun = begin(client, told(r, actor), 'read');
    const reads = readsOn(client, who, r.clock());
    const result = await work(client, { ...reads, tally: (name, where) => readTally(client, who, name, where) });
    await begun;
    // Nothing was written, so nobody waits: whoever gets this connection next stands behind the COMMIT.
    client.query('commit').catch(() => {});
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (e: Error) => client.release(e),
    );
    throw error;
  }
}

/** Class 22 of PostgreSQL: a value that is none of its type — a NUL in a text, a cursor of another column. The caller's doing, no bug. */
const DATA = /^22/;

/** The answer, or a refusal when something given turned out to be no value PostgreSQL can take. */
export const orRefused = <T>(answer: Promise<T>): Promise<T | Refused> =>
  answer.catch((error: { code?: string }) => {
    if (!error.code || !DATA.test(error.code)) throw error;
    return refuse('INVALID', '查询条件含有无法识别的字符、日期或数');
  });

/** Runs one declared query. */
export async function runQuery(r: Runner, q: AnyQuery, actor: Actor, given: unknown): Promise<unknown | Refused> {
  const input = parsed(q.input, given ?? {});
  if (isRefused(input)) return input;
  if (r.walls?.app !== false && !roleMay(q.may, actor)) return refuse('NOT_YOURS', `${q.title}不属于您的职责`);
  return orRefused(reading(r, actor, (_, reads) => q.read(reads, input.ok)));
}
