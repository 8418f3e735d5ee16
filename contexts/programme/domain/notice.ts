/**
 * The yearly notice (年度通知) as data: document, chapters, sub-clauses, tasks, campaigns, key periods. This file says what a
 * notice file may contain; `notice-faults.rule.ts` says what must agree inside it; `../load.ts` reads it from disk.
 */
import { z } from 'zod';
import { type Day, dayGiven, halfWidth } from '#kernel';
import { type Owner, owners, type SubjectCode } from './words.ts';

export { type Owner, owners, type SubjectCode, subjectCodes, subjectWords } from './words.ts';

/** Kinds of key period (重点时段). */
export const periodWords = { flood: '汛期', holiday: '节假日', event: '重大活动' } as const;
export type PeriodKind = keyof typeof periodWords;

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 in Chinese numerals; null outside. */
export function chineseNumber(n: number): string | null {
  if (!Number.isInteger(n) || n < 1 || n > 99) return null;
  const tens = Math.floor(n / 10);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${digits[n % 10]}`;
}

const numbers = new Map(Array.from({ length: 99 }, (_, i) => [chineseNumber(i + 1) as string, i + 1]));

/** 十二 → 12; null when it is not a Chinese numeral from 一 to 九十九. */
export function fromChinese(text: string): number | null {
  return numbers.get(text) ?? null;
}

/** Clause id as people write it, `二（二）` or `二(二)` → `2.2`, the form used in task ids; null when it is no clause id. */
export function clauseNumber(id: string): string | null {
  const parts = /^([一二三四五六七八九十]+)\(([一二三四五六七八九十]+)\)$/.exec(halfWidth(id));
  const chapter = parts && fromChinese(parts[1] as string);
  const clause = parts && fromChinese(parts[2] as string);
  return chapter && clause ? `${chapter}.${clause}` : null;
}

const text = (most: number) => z.string().trim().min(1).max(most);
const dayField = dayGiven('应为真实存在的日期，写成 YYYY-MM-DD');
const clauseField = z
  .string()
  .transform((value) => halfWidth(value.trim()))
  .refine((value) => clauseNumber(value) !== null, { error: '应写成“章(款)”，如 二(二)' });
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: '只能用小写字母、数字和连字符，如 zero-by-0630' });
const codes = z.array(z.string().min(1)).min(1);
const checkedField = z.enum(['verified', 'secondary', 'unverified']);
/** Number of the product's breakdown of the notice, e.g. `N1.2a`. */
const requirement = z.string().regex(/^N\d+\.\d+[a-z]?$/, { error: '应为需求编号，如 N2.1 或 N1.2a' });

/** What counts as done: every one, at least so many, none left, or a share of all. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('at-least'), value: z.int().min(1), unit: text(10) }),
  z.strictObject({ kind: z.literal('zero') }),
  z.strictObject({ kind: z.literal('share'), percent: z.int().min(1).max(100) }),
]);
export type Target = z.output<typeof targetSchema>;

/** `linear`: may grow evenly until the due day; `always`: has to hold on every day (时时达标), not only at the end. */
export const paces = ['linear', 'always'] as const;
export type Pace = (typeof paces)[number];

const measureRef = z.strictObject({ name: text(80), params: z.record(z.string(), z.json()).default({}) });
const notConnected = z.strictObject({ subject: text(40), why: text(200) });

const counted = {
  target: targetSchema.optional(),
  pace: z.enum(paces).default('linear'),
  measure: measureRef.optional(),
  notConnected: notConnected.optional(),
};

const taskFile = z.strictObject({
  id: text(80),
  clause: clauseField,
  requirements: z.array(requirement).optional(),
  title: text(40),
  asks: text(400),
  owner: z.enum(owners),
  with: z.array(z.enum(owners)).default([]),
  from: dayField.optional(),
  due: dayField.optional(),
  ...counted,
});

/** A numbered list another document holds (任务清单): `count` rows; rows whose text is not given here are 待县局补录. */
const listFile = z.strictObject({
  id: text(80),
  clause: clauseField,
  title: text(40),
  asks: text(400),
  owner: z.enum(owners),
  with: z.array(z.enum(owners)).default([]),
  from: dayField.optional(),
  due: dayField.optional(),
  count: z.int().min(1).max(99),
  ...counted,
  rows: z
    .array(
      z.strictObject({
        no: z.int().min(1),
        title: text(40),
        asks: text(400),
        owner: z.enum(owners).optional(),
        from: dayField.optional(),
        due: dayField.optional(),
        target: targetSchema.optional(),
        pace: z.enum(paces).optional(),
        measure: measureRef.optional(),
        notConnected: notConnected.optional(),
      }),
    )
    .default([]),
});

/** Which enterprises a campaign reaches: every kind given must fit, and within a kind one value is enough. */
export const scopeSchema = z
  .strictObject({ flagsAny: codes.optional(), sectorsAny: codes.optional(), townsAny: codes.optional() })
  .refine((scope) => Object.keys(scope).length > 0, { error: '范围至少写一项：flagsAny、sectorsAny 或 townsAny' });
export type Scope = z.output<typeof scopeSchema>;

export const campaignFile = z.strictObject({
  id: slug,
  title: text(40),
  clause: clauseField,
  asks: text(400),
  scope: scopeSchema,
  checklist: slug.optional(),
  from: dayField,
  /** The day it should be at zero (or whatever its target is). */
  due: dayField,
  /** The last day it counts anything; left out, it runs on past `due` until the county writes one. */
  until: dayField.optional(),
  target: targetSchema,
  checked: checkedField.default('verified'),
  note: text(200).optional(),
});

export const periodFile = z.strictObject({
  id: slug,
  kind: z.enum(Object.keys(periodWords) as [PeriodKind, ...PeriodKind[]]),
  title: text(20),
  clause: clauseField,
  from: dayField,
  due: dayField,
  cite: text(120),
  checked: checkedField,
});

/** The whole of `notices/<id>.yaml`. */
export const noticeFile = z.strictObject({
  document: z.strictObject({
    id: z.string().regex(/^\d{4}-\d+$/, { error: '应为“年份-文号”，如 2022-63，并与文件名相同' }),
    number: text(40),
    title: text(80),
    issuer: text(40),
    issued: dayField,
    year: z.int().min(1949).max(9999),
    county: z.string().regex(/^\d{6}$/, { error: '应为六位行政区划代码，如 "140525"' }),
    summary: text(600),
    from: dayField,
    due: dayField,
  }),
  chapters: z.array(z.strictObject({ id: text(4), title: text(40), says: text(300).optional() })).min(1),
  tasks: z.array(taskFile),
  lists: z.array(listFile).default([]),
  excused: z.array(z.strictObject({ clause: clauseField, reason: text(200) })).default([]),
  campaigns: z.array(campaignFile).default([]),
  keyPeriods: z.array(periodFile).default([]),
});
export type NoticeFile = z.output<typeof noticeFile>;

/** The whole of `notices/<id>.clauses.yaml`: the headings of the notice, each with the requirement ids it maps to. */
export const clausesFile = z.strictObject({
  document: z.string(),
  clauses: z
    .array(z.strictObject({ id: clauseField, heading: text(60), requirements: z.array(requirement).default([]) }))
    .min(1),
});
export type ClausesFile = z.output<typeof clausesFile>;

/** One sub-clause (款): `id` 二(二), `number` 2.2, `chapter` 二. */
export interface Clause {
  id: string;
  number: string;
  chapter: string;
  heading: string;
  requirements: string[];
  /** Why no task stands under it; null when it has tasks. */
  excused: string | null;
}

export interface Chapter {
  id: string;
  title: string;
  says: string | null;
  clauses: Clause[];
}

export interface MeasureRef {
  name: string;
  params: Record<string, unknown>;
}

/** One task of the notice (任务). Exactly one of `measure`, `notConnected` is set unless its text is pending. */
export interface Task {
  id: string;
  clause: string;
  requirements: string[];
  title: string;
  asks: string;
  owner: Owner;
  with: Owner[];
  from: Day;
  due: Day;
  target: Target;
  pace: Pace;
  measure: MeasureRef | null;
  notConnected: { subject: SubjectCode; why: string } | null;
  /** Its text stands in another document and was not filled in yet: 待县局补录. */
  textPending: boolean;
  /** The numbered list it belongs to, with its number there. */
  list: { id: string; title: string; no: number } | null;
}

/** A special action (专项行动): scope, checklist, deadline, target. */
export type Campaign = Omit<z.output<typeof campaignFile>, 'checklist' | 'note' | 'until'> & {
  checklist: string | null;
  until: Day | null;
  note: string | null;
};
export type KeyPeriod = z.output<typeof periodFile>;

/** A notice as the platform works with it: complete and consistent, or it was not loaded at all. */
export interface Notice {
  document: NoticeFile['document'];
  chapters: Chapter[];
  tasks: Task[];
  campaigns: Campaign[];
  keyPeriods: KeyPeriod[];
}
