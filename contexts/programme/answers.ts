/** What the board and a campaign answer, as schemas. */
import { z } from 'zod';
import { codesOf, dayGiven } from '#kernel';
import { checklistAnswer } from '#law-catalogue';
import {
  type Campaign,
  type Chapter,
  campaignFile,
  type KeyPeriod,
  noticeFile,
  paces,
  periodFile,
  type Task,
  targetSchema,
} from './domain/notice.ts';
import { type BurnDown, type MonthReading, type Progress, progressWords } from './domain/progress.rule.ts';
import { owners, subjectCodes } from './domain/words.ts';

const text = z.string();
const day = dayGiven();
const n = z.int();

const chapter: z.ZodType<Chapter> = z.strictObject({
  id: text,
  title: text,
  says: text.nullable(),
  clauses: z.array(
    z.strictObject({
      id: text,
      number: text,
      chapter: text,
      heading: text,
      requirements: z.array(text),
      excused: text.nullable(),
    }),
  ),
});

/** As in the file, but the clause is read already. */
const keyPeriod: z.ZodType<KeyPeriod> = periodFile.extend({ clause: text });
const campaign: z.ZodType<Campaign> = campaignFile.extend({
  clause: text,
  checklist: text.nullable(),
  until: day.nullable(),
  note: text.nullable(),
});

const task = z.strictObject({
  id: text,
  clause: text,
  requirements: z.array(text),
  title: text,
  asks: text,
  owner: z.enum(owners),
  with: z.array(z.enum(owners)),
  from: day,
  due: day,
  target: targetSchema,
  pace: z.enum(paces),
  measure: z.strictObject({ name: text, params: z.record(text, z.unknown()) }).nullable(),
  notConnected: z.strictObject({ subject: z.enum(subjectCodes), why: text }).nullable(),
  textPending: z.boolean(),
  list: z.strictObject({ id: text, title: text, no: n }).nullable(),
}) satisfies z.ZodType<Task>;

const part = { n, of: n.nullable() };
const progress: z.ZodType<Progress> = z.strictObject({
  state: z.enum(codesOf(progressWords)),
  ratio: z.number().nullable(),
  sentence: text,
});
const month: z.ZodType<MonthReading> = z.strictObject({ day, n: n.nullable() });

/** 作战图. */
export const boardAnswer = z.strictObject({
  notices: z.array(z.strictObject({ id: text, number: text, title: text, year: n })),
  document: noticeFile.shape.document,
  chapters: z.array(chapter),
  keyPeriods: z.array(keyPeriod),
  today: text,
  campaigns: z.array(campaign),
  tasks: z.array(
    task.extend({
      text: text.nullable(),
      figure: z
        .strictObject({
          ...part,
          rows: text,
          whole: text.nullable(),
          unit: text,
          title: text,
          byTown: z.record(text, z.strictObject(part)).readonly(),
        })
        .nullable(),
      progress,
      trend: z.array(month).nullable(),
      weekDelta: n.nullable(),
    }),
  ),
});

const openOn = z.strictObject({ day, open: z.number() });
const burnDown: z.ZodType<BurnDown> = z.strictObject({
  points: z.array(openOn),
  ideal: z.array(openOn),
  openNow: n,
  daysLeft: n,
});

/** Desk addresses of exactly the rows that were counted. */
const countedRows = z.strictObject({ open: text.nullable(), overdue: text.nullable(), checked: text });

const standing = z.strictObject({
  firms: n,
  unchecked: n,
  partly: n,
  failing: n,
  passed: n,
  items: n,
  checked: n,
  open: n,
  overdue: n,
});

/** 专项行动. */
export const campaignAnswer = z.strictObject({
  campaign,
  today: text,
  checklist: checklistAnswer.nullable(),
  burnDown,
  rows: countedRows,
  sum: standing,
  towns: z.array(standing.extend({ town: text, rows: countedRows })),
});
