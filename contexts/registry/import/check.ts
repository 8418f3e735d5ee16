import { type Actor, isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, reading } from '#kernel/server';
import {
  noEnd,
  type Problem,
  parseRowsInTurns,
  readWorkbookInThread,
  type Sheet,
  type SheetTemplate,
  type TemplateColumn,
  templateReading,
  WorkbookRefusal,
} from '#kernel/workbook';
import type { ImportLedger } from '../domain/words.ts';
import { regionsOf } from '../regions.ts';
import { keepCheck } from './checks.ts';
import { type Judged, judge, problemOf, type Question, type Verdict, verdictWord } from './judge.ts';
import { shownPerson } from './judge-people.ts';
import { templateOf } from './templates.ts';

/** Problems, questions and rows sent with the answer; the marked workbook has them all. */
const SHOWN = 200;

/** What a verdict is called. */
export const verdictWords = { create: '新增', change: '更新', unchanged: '未变' } as const;

const refusedBy = (error: unknown): Refused => {
  if (!(error instanceof WorkbookRefusal)) throw error;
  const code = error.code === 'BUSY' ? 'BUSY' : error.code === 'TOO_LARGE' ? 'TOO_LARGE' : 'INVALID';
  const allowed = '按模板填写的 XLSX 或 CSV 文件';
  return refuse(code, error.message, {
    places: [{ place: 'file', value: error.code, allowed, message: error.message }],
  });
};

type Columns = readonly TemplateColumn[];

/** A value in the words of the template: labels for codes, 长期 for a day that never comes. */
export function worded(column: TemplateColumn | undefined, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each) => worded(column, each)).join('、');
  if (column?.isExpiry && value === noEnd) return '长期';
  const label = column?.choices?.find((choice) => choice.code === value)?.label;
  return label ?? (typeof value === 'number' ? value : String(value));
}

/** One row of the report, with what changes of a registered one and with all that was understood of a new one. */
const shownIn = (columns: Columns) => (v: Verdict) => {
  const now = (v.now ?? {}) as Record<string, unknown>;
  const changes = Object.entries(v.patch).map(([key, after]) => {
    const column = columns.find((c) => c.key === key);
    return { title: column?.title ?? key, before: worded(column, now[key]), after: worded(column, after) };
  });
  const line = v.line as unknown as Record<string, unknown>;
  const values = v.now
    ? []
    : columns.flatMap((column) => {
        const value = worded(column, line[column.key]);
        return value === null ? [] : [{ title: column.title, value }];
      });
  const uscc = v.ledger === 'people' ? v.owner.uscc : v.line.uscc;
  return { row: v.row, verdict: verdictWord(v), name: v.line.name, uscc, changes, values };
};

/** The sheet that was read, and those that could be read instead: the same heading, with rows. */
const sheetsOf = ({ name, others = [] }: Sheet) => ({
  sheet: name,
  otherSheets: others
    .filter((one) => one.matches > 0 && one.rows > 0)
    .map((one) => ({ name: one.name, rows: one.rows })),
});

/** 同名待确认: who is registered under that name, for somebody to say whether it is the same person. */
const questionShown = ({ row, line, owner, among }: Question) => ({
  row,
  name: line.name,
  phone: line.phone,
  post: line.post,
  enterprise: owner.name,
  registered: among.map((one) => ({ id: one.id, is: shownPerson(one) })),
});

const asked = (template: SheetTemplate<never>, places: Readonly<Record<string, number>>) => (question: Question) =>
  problemOf(template, places, question.row, {
    level: 'warning',
    key: 'name',
    value: question.line.name,
    allowed: '说明是其中哪一位，或是另一个人',
    why: `“${question.owner.name}”已有同名人员（${question.among.map(shownPerson).join('；')}），电话与填的不同，待确认是否同一人`,
  });

const inOrder = <One extends { row: number }>(all: readonly One[]) => [...all].sort((a, b) => a.row - b.row);

/** New rows first, then changed ones, then the unchanged. */
const byInterest = { create: 0, change: 1, unchanged: 2 } as const;

function countsOf(total: number, { verdicts, questions }: Judged) {
  const count = (word: string) => verdicts.filter((v) => verdictWord(v) === word).length;
  return {
    total,
    willCreate: count('create'),
    willChange: count('change'),
    unchanged: count('unchanged'),
    rejected: total - verdicts.length - questions.length,
  };
}

const problemsOf = (problems: readonly Problem[]) => ({
  problems: problems
    .slice(0, SHOWN)
    .map(({ level, row, column, value, allowed, message }) => ({ level, row, column, value, allowed, message })),
  problemCount: problems.length,
});

const questionsOf = (questions: readonly Question[]) => ({
  questions: questions.slice(0, SHOWN).map(questionShown),
  questionCount: questions.length,
  /** Of these, the rows that several registered people may be. */
  questionsOfSeveral: questions.filter(({ among }) => among.length > 1).length,
});

/** 核对: a dry run. Nothing is written; what was understood waits half an hour for its `registry.import`. */
export async function checkFile(
  r: Runner,
  actor: Actor,
  ledger: ImportLedger,
  bytes: Uint8Array,
  fileName: string,
  sheetName?: string,
) {
  const template = templateOf(ledger, regionsOf(actor.county));
  const columns = template.columns as Columns;
  const reads = { ...templateReading(template), ...(sheetName === undefined ? {} : { sheet: sheetName }) };
  const sheet = await readWorkbookInThread(bytes, reads).catch(refusedBy);
  if (isRefused(sheet)) return sheet;
  const started = performance.now();
  const parsed = await parseRowsInTurns(template, sheet);
  const bad = parsed.headerProblems.filter((p) => p.level === 'error');
  const first = bad[0];
  if (first) {
    const more = bad.slice(1).map((p) => p.message);
    return refuse('INVALID', [`工作表“${sheet.name}”：${first.message}`, ...more].join('；'), {
      places: bad.map((p) => ({ place: p.column, value: p.value, allowed: p.allowed, message: p.message })),
    });
  }
  if (parsed.rows.length === 0) {
    const notes = parsed.headerProblems.filter((p) => p.column === '整行').map((p) => `；${p.message}`);
    return refuse('INVALID', `工作表“${sheet.name}”的表头下没有数据行${notes.join('')}`);
  }
  const judged = await reading(r, actor, (_client, reads) => judge(reads, ledger, parsed.places, parsed.rows));
  const problems = inOrder([...parsed.rows.flatMap((row) => row.problems), ...judged.problems]);
  const check = mintId();
  const { county, account } = actor;
  const { rows, places, headerProblems } = parsed;
  const told = inOrder([...problems, ...judged.questions.map(asked(template, places))]);
  const verdicts = new Map(judged.verdicts.map((v) => [v.row, verdictWords[verdictWord(v)]]));
  keepCheck({ id: check, county, account, ledger, fileName, sheet, places, rows, told, verdicts });
  return {
    check,
    ledger,
    fileName,
    ...sheetsOf(sheet),
    ...countsOf(rows.length, judged),
    ...problemsOf([...headerProblems, ...problems]),
    ...questionsOf(judged.questions),
    sample: [...judged.verdicts]
      .sort((a, b) => byInterest[verdictWord(a)] - byInterest[verdictWord(b)] || a.row - b.row)
      .slice(0, SHOWN)
      .map(shownIn(columns)),
    milliseconds: Math.round(performance.now() - started),
  };
}
