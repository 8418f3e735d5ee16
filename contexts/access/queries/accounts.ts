import { cansOf } from '#kernel';
import { any, byText, contains, type Ledger, ledger, nameByCode, ownPlace, same, sameText } from '#kernel/server';
import { accountLedger } from '../ledgers.ts';
import { personal } from '../personal.ts';
import { readsAccounts } from '../policy.ts';
import { account } from '../subjects.ts';

/** Locked at some place, by the database's clock: locks last minutes. Enterprises do not see them (row-level security of the counts). */
const STATE = `case when a.disabled_at is not null then 'disabled' when encode(sha256(convert_to(a.account, 'UTF8')), 'hex') in
  (select split_part(t.key, '.', 1) from access.attempt t where t.county = $1 and t.kind = 'place' and t.locked_until > now()) then 'locked' else 'active' end`;
const LAST = "coalesce(a.last_sign_in_at, timestamptz '0001-01-01 00:00:00Z')";

/** 用户台账. The enterprise's name is the registry's: looked up by key, under the reader's own row-level security. */
export const accountsLedger: Ledger = ledger({
  shape: accountLedger,
  may: readsAccounts,
  from: 'access.account a left join registry.published_enterprise e on e.county = a.county and e.id = a.enterprise',
  county: 'a.county',
  id: 'a.id',
  columns: {
    account: 'a.account',
    name: 'a.name',
    role: 'a.role',
    townName: nameByCode('registry.published_town', 'a.town'),
    town: 'a.town',
    enterprise: 'a.enterprise',
    enterpriseName: 'e.name',
    phone: 'a.phone',
    certificateNumber: 'a.certificate_number',
    state: STATE,
    secondFactor: 'a.totp_confirmed_at is not null',
    lastSignInAt: 'a.last_sign_in_at',
    createdAt: 'a.created_at',
  },
  version: 'a.version',
  looks: {
    disabledAt: 'a.disabled_at',
    totpConfirmedAt: 'a.totp_confirmed_at',
  },
  sorts: {
    account: byText('a.account'),
    name: byText('a.name'),
    lastSignInAt: { sql: LAST, type: 'timestamptz' },
    createdAt: { sql: 'a.created_at', type: 'timestamptz' },
  },
  filters: {
    q: contains('a.account', 'a.name', { sql: 'a.phone', personal: personal.account.phone }),
    role: any('a.role'),
    town: same('a.town'),
    enterprise: sameText('a.enterprise'),
    state: same(STATE),
  },
  scope: ownPlace({ enterprise: 'a.enterprise' }),
  can: (actor, row, modules) => cansOf(modules.commands, account.kind, actor, row),
});
