import { subject } from '#kernel';
import { personal } from './personal.ts';
import type * as rows from './rows.ts';

/** One row of access.account. Instants ISO. */
export type Account = rows.Account;

/** 账号, as commands change it; hash and secrets stand in the journal only as digests. */
export const account = subject<Account>({
  kind: 'account',
  table: 'access.account',
  label: '账号',
  town: (a) => a.town,
  enterprise: (a) => a.enterprise,
  sees: (actor, a) => a.id === actor.account,
  personal: personal.account,
  secret: ['passwordHash', 'totpSecret', 'totpPending'],
});
