import { type Refused, refuse } from '#kernel';
import { accessRules } from './rules.ts';
import type { Account } from './subjects.ts';

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

/** A stored secret: opened, or what keeps it shut. */
export function keptIn(of: Owner, stored: string): Kept {
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
