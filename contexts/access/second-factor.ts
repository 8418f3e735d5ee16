import { z } from 'zod';
import { allow, command, isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, rowsOf, runCommand, sha256, systemActor, transaction } from '#kernel/server';
import { accessRules } from './rules.ts';
import { type Account, account } from './subjects.ts';

type Owner = Pick<Account, 'county' | 'id'>;

/** What a sealed secret is bound to: it opens for this account and for no other. Both columns share it, for one becomes the other. */
const ownerOf = (of: Owner): string => `access.account.totp ${of.county} ${of.id}`;

/** Seals the secret of an account's second factor for its row. */
export const sealedSecret = (of: Owner, secret: string): string => accessRules().cipher.seal(secret, ownerOf(of));

/** A secret as it stood in the table before secrets were sealed: Base32 (RFC 4648), which no sealed value can be. */
const CLEAR = /^[A-Z2-7]+=*$/;

type Kept =
  | { secret: string; state: 'newest' | 'older' | 'clear' }
  | { fault: 'unknown-key'; key: string }
  | { fault: 'damaged' };

function keptIn(of: Owner, stored: string): Kept {
  if (CLEAR.test(stored)) return { secret: stored, state: 'clear' };
  const opened = accessRules().cipher.open(stored, ownerOf(of));
  return 'fault' in opened ? opened : { secret: opened.text, state: opened.newest ? 'newest' : 'older' };
}

/**
 * Opens what stands in `totpSecret` or `totpPending`. Refuses in words for the person at the door when the key is not here or the
 * value was changed: an administrator then brings back the key or removes the second factor.
 */
export function openedSecret(of: Owner, stored: string): { secret: string } | Refused {
  const kept = keptIn(of, stored);
  if ('secret' in kept) return kept;
  return kept.fault === 'unknown-key'
    ? refuse(
        'WRONG_CODE',
        `服务器上没有解开您动态口令的密钥（编号 ${kept.key}），现在无法核对。请联系县级管理员：放回该密钥后重启服务器，或停用您的动态口令后重新登记`,
      )
    : refuse('WRONG_CODE', '您登记的动态口令已损坏，无法核对。请联系县级管理员停用您的动态口令，再登录时重新登记');
}

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

const KNOWN = (key: string) =>
  `(select e.patch->>'${key}' from kernel.effect e where e.county = a.county and e.kind = 'account' and e.subject_id = a.id
     and e.patch ? '${key}' order by e.version desc limit 1)`;
const WITH_SECRET = `select a.*, ${KNOWN('totpSecret')} as totp_secret_known, ${KNOWN('totpPending')} as totp_pending_known
   from access.account a where a.county = $1 and (a.totp_secret is not null or a.totp_pending is not null) order by a.id`;

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
    const { changes, found } = roundOf(await act.many<Witnessed>(WITH_SECRET, [act.actor.county]));
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
  const { changes, found } = await transaction(r.pool, systemActor(county), 'read', async (client) =>
    roundOf(await rowsOf<Witnessed>(client, { sql: WITH_SECRET, values: [county] })),
  );
  if (changes.length === 0) return found;
  const outcome = await runCommand(r, sealing, systemActor(county), { key: mintId(), body: {} });
  if (isRefused(outcome)) throw new Error(outcome.refused.message);
  return outcome.done.answer as Sealed;
}
