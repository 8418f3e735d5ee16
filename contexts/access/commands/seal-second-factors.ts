import { z } from 'zod';
import { allow, command, isRefused, mintId, type Reads } from '#kernel';
import { historyOf, type Runner, readsOn, runCommand, sha256, systemActor, transaction } from '#kernel/server';
import { keptIn, sealedSecret } from '../second-factor.ts';
import { type Account, account } from '../subjects.ts';

/** What sealing anew found. */
export interface Sealed {
  /** Accounts written, and how many of them stood in the clear. */
  written: number;
  clear: number;
  /** Accounts whose secret is sealed under a key that is not here, and the ids of such keys. */
  closed: number;
  missing: string[];
  /** Accounts whose secret is not the one the journal knows. They are left alone: written anew, they would look right. */
  strange: number;
}

const columns = ['totpSecret', 'totpPending'] as const;

/** A row with the digests the journal last wrote for its secrets. */
type Witnessed = Account & { totpSecretKnown: string | null; totpPendingKnown: string | null };

/** Accounts that hold a secret, each beside what the journal says of it. */
async function witnessed(reads: Reads): Promise<Witnessed[]> {
  const rows = await reads.many<Account>(
    `select a.* from access.account a
     where a.county = $1 and (a.totp_secret is not null or a.totp_pending is not null) order by a.id`,
    [reads.actor.county],
  );
  const known = new Map<string, Record<string, unknown>>();
  for (const { subjectId, patch } of await historyOf(reads, { kind: account.kind, ids: rows.map((row) => row.id) }))
    known.set(subjectId, { ...known.get(subjectId), ...patch });
  const last = (id: string, key: string) => (known.get(id)?.[key] as string | undefined) ?? null;
  return rows.map((row) => ({
    ...row,
    totpSecretKnown: last(row.id, 'totpSecret'),
    totpPendingKnown: last(row.id, 'totpPending'),
  }));
}

interface Round {
  found: Sealed;
  changes: { row: Account; patch: Partial<Account> }[];
}

/** What there is to write for these rows. A damaged value is left as it is: its owner is told at the door. */
function roundOf(rows: readonly Witnessed[]): Round {
  const missing = new Set<string>();
  const changes: Round['changes'] = [];
  const found: Sealed = { written: 0, clear: 0, closed: 0, missing: [], strange: 0 };
  for (const row of rows) {
    const patch: Partial<Account> = {};
    const states = new Set<string>();
    for (const column of columns) {
      const stored = row[column];
      if (stored === null) continue;
      const kept = keptIn(row, stored);
      if ('fault' in kept) {
        states.add(kept.fault);
        if (kept.fault === 'unknown-key') missing.add(kept.key);
      } else if (kept.state === 'newest') continue;
      else if (row[`${column}Known`] !== `sha256:${sha256(stored)}`) states.add('strange');
      else {
        states.add(kept.state);
        patch[column] = sealedSecret(row, kept.secret);
      }
    }
    if (Object.keys(patch).length > 0) changes.push({ row, patch });
    if (states.has('clear')) found.clear += 1;
    if (states.has('unknown-key')) found.closed += 1;
    if (states.has('strange')) found.strange += 1;
  }
  return { changes, found: { ...found, written: changes.length, missing: [...missing].sort() } };
}

/** An act like any other, so that the journal still knows the digest of what stands in the table. */
const sealing = command({
  name: 'access.seal-second-factors',
  title: '加密保存动态口令',
  input: z.strictObject({}),
  may: [allow<never>(['system'], '系统')],
  async handle(act) {
    const { changes, found } = roundOf(await witnessed(act));
    for (const { row, patch } of changes) act.change(account, row, patch);
    act.note(`加密保存 ${found.written} 个账号的动态口令`);
    return found;
  },
});

/**
 * Seals under the newest key whatever is not: secrets an older version left in the clear, and those of a key that was replaced. In one
 * transaction; called again it finds nothing and writes nothing. Throws when another server changes the accounts meanwhile:
 * all stays as it was, works on, and is sealed at the next start.
 */
export async function sealSecondFactors(r: Runner, county: string): Promise<Sealed> {
  const actor = systemActor(county);
  const { changes, found } = await transaction(r.pool, actor, 'read', async (client) =>
    roundOf(await witnessed(readsOn(client, actor, r.clock(), r.modules))),
  );
  if (changes.length === 0) return found;
  const outcome = await runCommand(r, sealing, systemActor(county), { key: mintId(), body: {} });
  if (isRefused(outcome)) throw new Error(outcome.refused.message);
  return outcome.done.answer as Sealed;
}

/** The table whose rows keep second factors: written anew once secrets in the clear have been sealed. */
export const ACCOUNTS_TABLE = 'access.account';
