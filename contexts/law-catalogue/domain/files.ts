import { z } from 'zod';
import { checked, clauseNumber, countyCode, day, id, list, oneOf, strict, text } from './file-parts.ts';
import { matchConceptsFile } from './files-match.ts';
import { obligationsFile } from './files-obligations.ts';
import { parameterKinds } from './files-parameters.ts';
import {
  accidentLevelsFile,
  circumstancesFile,
  discretionFile,
  discretionModelFile,
  penaltiesFile,
} from './files-penalty.ts';
import {
  cardRuleFile,
  certificationFile,
  classRuleFile,
  clocksFile,
  planReviewFile,
  procedureFile,
  retentionRuleFile,
} from './files-procedure.ts';
import { instrumentLevels, scopes, sectors } from './words.ts';

/** Schemas of the files in `law/`: one kind a file. Strict: a misspelt key is an error, not a silent nothing. */
export const instrumentsFile = strict({
  kind: z.literal('instruments'),
  instruments: list(
    strict({
      id,
      family: id,
      title: text,
      short: text,
      level: oneOf(instrumentLevels),
      number: text,
      issued: day.nullable(),
      inForce: day,
      replaced: strict({ on: day, by: id.nullable() }).optional(),
      cite: text,
      checked,
      note: text.optional(),
    }),
  ),
});

export const clausesFile = strict({
  kind: z.literal('clauses'),
  clauses: list(
    strict({
      instrument: id,
      clause: clauseNumber,
      title: text,
      text,
      checked,
      successor: clauseNumber.optional(),
      note: text.optional(),
    }),
  ),
});

export const criteriaFile = strict({
  kind: z.literal('criteria'),
  edition: id,
  scope: oneOf(scopes),
  instrument: id,
  /** How many items the instrument has: guards against a lost line. */
  count: z.int({ error: '应为整数' }).positive({ error: '应大于 0' }),
  gaps: list(strict({ from: day, note: text })).optional(),
  items: list(strict({ id, sector: oneOf(sectors), clause: text, checked, text, sub: list(text).optional() })),
});

export const checklistFile = strict({
  kind: z.literal('checklist'),
  id,
  title: text,
  basis: text,
  instrument: id,
  from: day,
  due: day.optional(),
  areas: z.record(id, text, { error: '应为“代码: 名称”的一组数据' }),
  groups: list(
    strict({
      id,
      area: id,
      title: text,
      checked,
      note: text.optional(),
      items: list(
        strict({
          id,
          text,
          how: text,
          basis: list(strict({ instrument: id, clause: clauseNumber.optional() })).min(1, {
            error: '至少要有一条依据',
          }),
          criteria: list(id),
        }),
      ),
    }),
  ),
});

export const calendarFile = strict({
  kind: z.literal('calendar'),
  from: day,
  to: day,
  years: list(
    strict({
      year: z.int({ error: '应为整数年份' }),
      cite: text,
      checked,
      /** Working days of the year as announced or counted elsewhere: guards against a lost day. */
      workdays: z.int({ error: '应为整数' }),
      off: list(day),
      worked: list(day),
    }),
  ),
});

export const overridesFile = strict({
  kind: z.literal('calendar-overrides'),
  county: countyCode,
  overrides: list(strict({ day, working: z.boolean({ error: '应为 true 或 false' }), cite: text, checked })),
});

export const fileKinds = {
  instruments: instrumentsFile,
  clauses: clausesFile,
  criteria: criteriaFile,
  checklist: checklistFile,
  calendar: calendarFile,
  'calendar-overrides': overridesFile,
  ...parameterKinds,
  'match-concepts': matchConceptsFile,
  penalties: penaltiesFile,
  'accident-levels': accidentLevelsFile,
  circumstances: circumstancesFile,
  discretion: discretionFile,
  'discretion-model': discretionModelFile,
  clocks: clocksFile,
  procedure: procedureFile,
  certification: certificationFile,
  'plan-review': planReviewFile,
  'card-rule': cardRuleFile,
  'class-rule': classRuleFile,
  obligations: obligationsFile,
  'retention-rule': retentionRuleFile,
} as const;
export type FileKind = keyof typeof fileKinds;
export type FileOf<K extends FileKind> = z.infer<(typeof fileKinds)[K]>;

/** What a county may lay over ours (县级覆盖): its own papers, and the values the law leaves to it. */
export const overlayKinds = [
  'instruments',
  'clauses',
  'checklist',
  'calendar-overrides',
  'clocks',
  'discretion',
  'discretion-model',
  'card-rule',
  'class-rule',
  'obligations',
  'retention-rule',
] as const satisfies readonly FileKind[];
