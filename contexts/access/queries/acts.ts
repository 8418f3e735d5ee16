import { z } from 'zod';
import { query, refuse } from '#kernel';
import {
  actAnswer,
  actOf,
  actsSql,
  any,
  changedRow,
  contains,
  derived,
  type Ledger,
  ledger,
  same,
  sameText,
  withinSql,
} from '#kernel/server';
import { roleWord } from '../domain/words.ts';
import { actLedger } from '../ledgers.ts';
import { readsActs } from '../policy.ts';

const { at, actor, sentence, kind, subject, account, observedAt, command, seq, mark, role } = actsSql.columns;
/** A day of the county as instants: the index is over time. */
const dayStart = (day: string): string => `(${day}::date)::timestamp at time zone 'Asia/Shanghai'`;

/** 留痕: every act of everybody, newest first. Counting stops at the cap: a county's journal has millions. */
export const actsLedger: Ledger = ledger<typeof actLedger, { many: true }>({
  shape: actLedger,
  may: readsActs,
  from: actsSql.from,
  county: actsSql.county,
  id: actsSql.id,
  columns: {
    at,
    actor,
    role: derived<{ roleCode: string }>({ roleCode: role }, (row) => roleWord(row.roleCode) ?? '系统'),
    sentence,
    kind,
    subject,
    account,
    observedAt,
    command,
    seq: `${seq}::text`,
    mark,
  },
  version: null,
  sorts: { at: { sql: at, type: 'timestamptz' } },
  filters: {
    q: contains(actor, sentence),
    onFrom: (p, day) => `${at} >= ${dayStart(p(day))}`,
    onTo: (p, day) => `${at} < ${dayStart(`(${p(day)}::date + 1)`)}`,
    role: any(role),
    kind: same(kind),
    command: same(command),
    account: sameText(account),
    subject: changedRow,
    entry: sameText(actsSql.id),
  },
  settled: { many: 'noted' },
  capped: 'many',
  prepare: async (_reads, given) => ({ ...given, many: true }),
  scope: (p, who) => withinSql(who, actsSql.owners, p),
});

/** One act whole: what it changed, column by column. */
export const actQuery = query({
  name: 'access.act',
  title: '留痕明细',
  input: z.strictObject({ entry: z.uuid('留痕编号不正确') }),
  answer: actAnswer,
  may: readsActs,
  read: async (reads, { entry }) => (await actOf(reads, entry)) ?? refuse('NOT_FOUND', '没有这条留痕，或您无权查看'),
});
