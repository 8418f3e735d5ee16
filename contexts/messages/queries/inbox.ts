import { z } from 'zod';
import { query } from '#kernel';
import { own } from '../policy.ts';

/** 未读条数, for the bell. */
export const unreadQuery = query({
  name: 'messages.unread',
  title: '未读消息',
  answer: z.strictObject({ unread: z.int() }),
  input: z.strictObject({}),
  may: own,
  async read(reads) {
    const row = await reads.one<{ n: number }>(
      'select count(*)::int as n from messages.message m where m.county = $1 and m.account = $2 and m.read_at is null',
      [reads.actor.county, reads.actor.account],
    );
    return { unread: row?.n ?? 0 };
  },
});

const messageAnswer = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  kindTitle: z.string(),
  alarm: z.boolean(),
  title: z.string(),
  text: z.string().nullable(),
  path: z.string(),
  at: z.iso.datetime(),
  byName: z.string(),
  readAt: z.iso.datetime().nullable(),
});
type Message = z.output<typeof messageAnswer>;

/** 收件箱: newest first; `before` is where the former page ended. */
export const inboxQuery = query({
  name: 'messages.inbox',
  title: '消息',
  answer: z.strictObject({
    rows: z.array(messageAnswer),
    /** Of all, whatever is asked for. */
    unread: z.int(),
    next: z.string().nullable(),
  }),
  input: z.strictObject({
    unread: z.stringbool().or(z.boolean()).optional(),
    q: z.string().trim().max(60, '最多 60 个字').optional(),
    before: z
      .string()
      .regex(/^[0-9TZ:.-]{20,30} [0-9a-f-]{36}$/, '翻页位置不正确')
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  may: own,
  async read(reads, { unread = false, q, before, limit }) {
    const { county, account } = reads.actor;
    const [at = null, id = null] = before?.split(' ') ?? [];
    const [rows, count] = await Promise.all([
      reads.many<Omit<Message, 'kindTitle'>>(
        `select m.id, m.kind, m.alarm, m.title, m.text, m.path, m.at, m.by_name, m.read_at from messages.message m
         where m.county = $1 and m.account = $2 and ($3::timestamptz is null or (m.at, m.id) < ($3::timestamptz, $4::uuid))
           and (not $5::boolean or m.read_at is null)
           and ($6::text is null or strpos(lower(concat_ws(' ', m.title, m.text, m.by_name)), lower($6::text)) > 0)
         order by m.at desc, m.id desc limit $7`,
        [county, account, at, id, unread, q || null, limit + 1],
      ),
      reads.one<{ n: number }>(
        'select count(*)::int as n from messages.message m where m.county = $1 and m.account = $2 and m.read_at is null',
        [county, account],
      ),
    ]);
    const titles = new Map(reads.tellingKinds.map(({ key, title }) => [key, title]));
    const shown = rows.slice(0, limit).map((row) => ({ ...row, kindTitle: titles.get(row.kind) ?? '消息' }));
    const last = shown.at(-1);
    return {
      rows: shown,
      unread: count?.n ?? 0,
      next: rows.length > limit && last ? `${last.at} ${last.id}` : null,
    };
  },
});

/** 消息设置: the kinds that may reach one's role, and which of them one gets. */
export const kindsQuery = query({
  name: 'messages.kinds',
  title: '消息设置',
  answer: z.strictObject({
    kinds: z.array(z.strictObject({ key: z.string(), title: z.string(), alarm: z.boolean(), on: z.boolean() })),
  }),
  input: z.strictObject({}),
  may: own,
  async read(reads) {
    const off = await reads.many<{ kind: string }>(
      'select s.kind from messages.silence s where s.county = $1 and s.account = $2',
      [reads.actor.county, reads.actor.account],
    );
    const silent = new Set(off.map(({ kind }) => kind));
    return {
      kinds: reads.tellingKinds
        .filter(({ roles }) => roles.includes(reads.actor.role))
        .map(({ key, title, alarm = false }) => ({ key, title, alarm, on: alarm || !silent.has(key) })),
    };
  },
});
