import { z } from 'zod';
import { query } from '#kernel';
import { limitsOf, SEEN_MS } from '../domain/session.rule.ts';
import { type SessionApp, sessionApps } from '../domain/words.ts';
import { own } from '../policy.ts';
import { account } from '../subjects.ts';

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
