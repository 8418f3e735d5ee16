import { z } from 'zod';
import { cansOf, query } from '#kernel';
import { any, byText, contains, type Ledger, ledger, ownPlace, same, sameText } from '#kernel/server';
import { limitsOf, SEEN_MS } from './domain/session.rule.ts';
import { type SessionApp, sessionApps } from './domain/words.ts';
import { accountLedger } from './ledgers.ts';
import { own, readsAccounts } from './policy.ts';
import { account } from './subjects.ts';

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
    townName: '(select t.name from registry.published_town t where t.county = $1 and t.code = a.town)',
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
    role: 'a.role',
    enterprise: 'a.enterprise',
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
    q: contains('a.account', 'a.name', 'a.phone'),
    role: any('a.role'),
    town: same('a.town'),
    enterprise: sameText('a.enterprise'),
    state: same(STATE),
  },
  scope: ownPlace({ enterprise: 'a.enterprise' }),
  can: (actor, row, modules) => cansOf(modules.commands, account.kind, actor, row),
});

/** 登录中的设备: one's own living sessions, newest first. */
export const sessionsQuery = query({
  name: 'access.sessions',
  title: '登录中的设备',
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: z.uuid(),
        device: z.string(),
        address: z.string(),
        app: z.enum(sessionApps),
        startedAt: z.iso.datetime(),
        lastSeenAt: z.iso.datetime(),
        current: z.boolean(),
      }),
    ),
    account: z.string().nullable(),
    secondFactor: z.boolean(),
  }),
  input: z.strictObject({}),
  may: own,
  always: true,
  async read(reads) {
    const rows = await reads.many<{
      id: string;
      device: string;
      address: string;
      app: SessionApp;
      startedAt: string;
      lastSeenAt: string;
    }>(
      `select s.id, s.device, s.address, s.app, s.started_at, s.seen_at as last_seen_at from access.session s
       join access.account a on a.county = s.county and a.id = s.account
       where s.county = $1 and s.account = $2 and s.ended_at is null and s.ends_at > $3
         and (a.sessions_ended_at is null or s.started_at > a.sessions_ended_at)
       order by s.seen_at desc, s.id limit 50`,
      [reads.actor.county, reads.actor.account, reads.at],
    );
    const me = await reads.get(account, reads.actor.account);
    const now = Date.parse(reads.at);
    const alive = rows.filter(
      (row) => me && now - Date.parse(row.lastSeenAt) < limitsOf(me.role, row.app).idle + SEEN_MS,
    );
    return {
      rows: alive.map((row) => ({ ...row, current: row.id === reads.actor.session })),
      account: me?.account ?? null,
      secondFactor: me?.totpConfirmedAt != null,
    };
  },
});

/** 保存的视图 of one ledger. */
export const viewsQuery = query({
  name: 'access.views',
  title: '保存的视图',
  answer: z.strictObject({ rows: z.array(z.strictObject({ id: z.uuid(), name: z.string(), search: z.string() })) }),
  input: z.strictObject({ ledger: z.string().max(60) }),
  may: own,
  async read(reads, given) {
    const rows = await reads.many<{ id: string; name: string; search: string }>(
      'select id, name, search from access.view where county = $1 and account = $2 and ledger = $3 order by name, id',
      [reads.actor.county, reads.actor.account, given.ledger],
    );
    return { rows };
  },
});
