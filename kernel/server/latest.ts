/** Who came first (谁先办了): what is told to somebody whose act met a record that another had moved on. */
import type { PoolClient } from 'pg';
import { type Actor, type AnyCommand, instantText, type Refused, refusals, todayIn } from '#kernel';
import { begin, rowsOf } from './session.ts';

/**
 * Whether the refusal is about the record having moved on: the version that was seen is no longer the row's, or a move that was open then is
 * not any more. A refusal in a handler's own words says better what is wrong, and who gave no version has not said what he saw.
 */
const isOvertaken = ({ code, message }: Refused['refused'], given: Record<string, unknown>): boolean =>
  code === 'STALE' ? message === refusals.STALE[1] : code === 'NO_SUCH_MOVE' && typeof given.version === 'number';

interface Latest {
  at: string;
  account: string | null;
  actor: string;
  sentence: string;
  version: number;
}

/** `今天 14:03`, or the whole day when it is another one. */
const timeWords = (at: string, now: string): string =>
  todayIn(at) === todayIn(now) ? `今天 ${instantText(at).slice(11, 16)}` : instantText(at).slice(0, 16);

/**
 * The refusal with the last act on the record, when that act is newer than what the caller saw. Only what the caller may see of the
 * journal is told. Runs in its own transaction: the act's has been rolled back.
 */
export async function withLatest(
  client: PoolClient,
  actor: Actor,
  cmd: AnyCommand,
  given: Record<string, unknown>,
  no: Refused,
  now: string,
): Promise<Refused> {
  const { message } = no.refused;
  if (!cmd.on || !isOvertaken(no.refused, given)) return no;
  await begin(client, actor, 'read');
  const [latest] = await rowsOf<Latest>(client, {
    sql: `select e.at, e.account, e.actor_name as actor, e.sentence, f.version
      from kernel.effect f join kernel.entry e on e.county = f.county and e.id = f.entry_id
      where f.county = $1 and f.kind = $2 and f.subject_id = $3 order by f.version desc limit 1`,
    values: [actor.county, cmd.on.subject.kind, cmd.on.id(given)],
  });
  await client.query('commit');
  if (!latest || (typeof given.version === 'number' && latest.version <= given.version)) return no;
  const who = latest.account && latest.account === actor.account ? '您' : latest.actor;
  const what = `${who}已于${timeWords(latest.at, now)}办理“${latest.sentence}”`;
  return {
    refused: {
      ...no.refused,
      message: message === refusals.STALE[1] ? `${what}，请核对后再办` : `${what}。${message}`,
      latest: { actor: latest.actor, at: latest.at, sentence: latest.sentence, version: latest.version },
    },
  };
}
