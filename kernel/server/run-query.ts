import type { PoolClient } from 'pg';
import { type Actor, type AnyQuery, isRefused, type MeasureReads, type Refused, refuse, roleMay } from '#kernel';
import { maskedAnswer } from './mask-answer.ts';
import { parsed } from './places.ts';
import { readFor } from './read-for.ts';
import type { Runner } from './run-command.ts';
import { begin, readsOn } from './session.ts';
import { talliesOf } from './tally-reads.ts';
import { applicationActor, databaseActor } from './walls.ts';

/** What reading code gets: the connection, the reads on it, and a way to say that nothing more is coming. */
type Reading<T> = (client: PoolClient, reads: MeasureReads, last: () => void) => Promise<T>;

/**
 * Opens a read-only transaction as this actor, which sees one snapshot from its first statement to its last; the answer leaves
 * before the commit has returned. `last()` sends the COMMIT right behind what has been asked so far, in the same packet; whatever
 * is asked after it all the same opens a transaction of its own.
 */
export async function reading<T>(r: Runner, actor: Actor, work: Reading<T>): Promise<T> {
  const client = await r.pool.connect();
  const who = applicationActor(r, actor);
  const seen = databaseActor(r, actor);
  const begun: Promise<unknown>[] = [];
  let open = false;
  const enter = () => {
    if (!open) begun.push(begin(client, seen, 'snapshot'));
    open = true;
  };
  // Nothing was written, so nobody waits: whoever gets this connection next stands behind the COMMIT.
  const leave = () => {
    if (open) client.query('commit').catch(() => {});
    open = false;
  };
  const asked = new Proxy(client, {
    get(target, name) {
      if (name === 'query') enter();
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  try {
    const reads = readsOn(asked, who, r.clock(), r.modules);
    const result = await work(asked, { ...reads, ...talliesOf(r.pool, asked, who, seen, reads.today) }, leave);
    await Promise.all(begun);
    leave();
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
  const input = readFor(actor.county, () => parsed(q.input, given ?? {}));
  if (isRefused(input)) return input;
  if (r.walls?.app !== false && !roleMay(q.may, actor)) return refuse('NOT_YOURS', `${q.title}不属于您的职责`);
  const answer = await orRefused(reading(r, actor, (_, reads) => q.read(reads, input.ok)));
  return isRefused(answer) ? answer : maskedAnswer(q.answer, actor, answer);
}
