/** What the questions to the library answer, as schemas; each is held to the type its rule answers. */
import { z } from 'zod';
import { codesOf, dayGiven } from '#kernel';
import type { Option } from './domain/calculators/index.ts';
import { catalogueWords, checkedWords, standingWords } from './domain/catalogue.ts';
import type { Cited, SideBySide } from './domain/editions.rule.ts';
import type { OverlayFile } from './domain/enforcement.ts';
import type { Basis, Clause, Criterion, Instrument } from './domain/law.ts';
import type { LawChange, LawFound } from './domain/search.rule.ts';
import { instrumentLevelWords, scopeWords, sectorWords } from './domain/words.ts';

const text = z.string();
const day = dayGiven();
const until = day.nullable();
const checked = z.enum(codesOf(checkedWords));
const kind = z.enum(codesOf(catalogueWords));

const instrument: z.ZodType<Instrument> = z.strictObject({
  id: text,
  family: text,
  title: text,
  short: text,
  level: z.enum(codesOf(instrumentLevelWords)),
  number: text,
  issued: until,
  inForce: day,
  to: until,
  replacedBy: text.nullable(),
  cite: text,
  checked,
  note: text.exactOptional(),
});

/** 条款. */
export const clauseAnswer: z.ZodType<Clause> = z.strictObject({
  instrument: text,
  clause: text,
  title: text,
  text,
  cite: text,
  from: day,
  to: until,
  checked,
  successor: text.exactOptional(),
  note: text.exactOptional(),
});

/** 判定情形. */
export const criterionAnswer: z.ZodType<Criterion> = z.strictObject({
  id: text,
  edition: text,
  scope: z.enum(codesOf(scopeWords)),
  sector: z.enum(codesOf(sectorWords)),
  instrument: text,
  clause: text,
  text,
  sub: z.array(z.strictObject({ id: text, text })),
  cite: text,
  from: day,
  to: until,
  checked,
});

/** 工作日历. */
/** 工作日历 as screens and phones are told it. */
export type CalendarShown = z.output<typeof calendarAnswer>;
/** A clause as it stood on a day. */
export type ClauseShown = z.output<typeof clauseAnswer>;

export const calendarAnswer = z.strictObject({
  from: day,
  to: day,
  holidays: z.array(day),
  makeUpDays: z.array(day),
});

const catalogued = {
  note: z.string().optional(),
  kind,
  id: text,
  title: text,
  text,
  cite: text,
  instrument: text.nullable(),
  from: day,
  to: until,
  checked,
};
const standing = z.enum(codesOf(standingWords));
const shown = z.strictObject({ ...catalogued, standing });

export const searchAnswer: z.ZodType<LawFound> = z.strictObject({
  found: z.array(shown),
  counts: z.record(kind, z.int()),
  total: z.int(),
});

const cell = z.strictObject({ id: text, title: text, text, cite: text, checked });
export const sideBySideAnswer: z.ZodType<SideBySide> = z.strictObject({
  editions: z.array(instrument),
  rows: z.array(z.strictObject({ kind: z.enum(['clause', 'penalty', 'criterion']), cells: z.array(cell.nullable()) })),
});

export const changesAnswer: z.ZodType<{ changes: LawChange[] }> = z.strictObject({
  changes: z.array(
    z.strictObject({
      ...catalogued,
      // What it rests on is more than a line shows: instrument, clause and how far it was checked go along.
      bases: z.array(z.looseObject({ cite: text, from: day, to: until })).exactOptional(),
      change: z.enum(['began', 'ended']),
      day,
    }),
  ),
});

export const citedAnswer: z.ZodType<Cited> = z.strictObject({
  cite: text,
  instrument: z.strictObject({ id: text, title: text, number: text, from: day, to: until, checked }).nullable(),
  clause: z.strictObject({ title: text, text, cite: text, checked }).nullable(),
  inForce: z.boolean(),
});

const overlay: z.ZodType<OverlayFile> = z.strictObject({ file: text, kind: text, county: text, basis: text });
export const unverifiedAnswer = z.strictObject({
  counts: z.array(z.strictObject({ kind, total: z.int(), secondary: z.int(), unverified: z.int() })),
  items: z.array(shown),
  overlays: z.array(overlay).readonly(),
  local: z.array(z.strictObject({ id: text, title: text, county: text.nullable(), from: day, basis: text, checked })),
  gaps: z.array(z.strictObject({ title: text, from: day, note: text })),
});

export const calculatorsAnswer = z.strictObject({ rules: z.array(z.strictObject({ rule: text, floor: day })) });

const option: z.ZodType<Option> = z.strictObject({ value: text, label: text, note: text.exactOptional() });
export const choicesAnswer = z.strictObject({ choices: z.record(text, z.array(option)) });

const basis: z.ZodType<Basis> = z.strictObject({ instrument: text, clause: text.exactOptional(), cite: text });
/** 检查清单 as other contexts show it. */
export const checklistAnswer = z.strictObject({
  id: text,
  title: text,
  areas: z.array(z.strictObject({ id: text, title: text })).readonly(),
  groups: z
    .array(z.strictObject({ id: text, area: text, title: text, checked, note: text.exactOptional() }))
    .readonly(),
  items: z
    .array(
      z.strictObject({
        id: text,
        group: text,
        area: text,
        text,
        how: text,
        basis: z.array(basis).readonly(),
        criteria: z.array(text).readonly(),
        checked,
      }),
    )
    .readonly(),
});
