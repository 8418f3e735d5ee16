import { type Base, subject } from '#kernel';
import type { Role } from './domain/words.ts';

/** One row of access.account. Instants ISO. */
export interface Account extends Base {
  account: string;
  name: string;
  phone: string | null;
  role: Role;
  town: string | null;
  enterprise: string | null;
  agency: string | null;
  certificateNumber: string | null;
  passwordHash: string | null;
  mustChangePassword: boolean;
  passwordChangedAt: string | null;
  passwordUntil: string | null;
  totpSecret: string | null;
  totpPending: string | null;
  totpConfirmedAt: string | null;
  /** Written beside the subject, by sign-in: no act of anybody's. */
  totpStep?: number | null;
  lastSignInAt?: string | null;
  sessionsEndedAt: string | null;
  disabledAt: string | null;
  disabledReason: string | null;
  createdAt: string;
}

/** 账号, as commands change it; hash and secrets stand in the journal only as digests. */
export const account = subject<Account>({
  kind: 'account',
  table: 'access.account',
  label: '账号',
  town: (a) => a.town,
  enterprise: (a) => a.enterprise,
  sees: (actor, a) => a.id === actor.account,
  secret: ['passwordHash', 'totpSecret', 'totpPending'],
});
