import type { Readable } from 'node:stream';
import { type Actor, isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, runCommand } from '#kernel/server';
import { runImport } from '../commands/import.ts';
import { type ImportLedger, importLedgerWords } from '../domain/words.ts';
import { regionsOf } from '../regions.ts';
import { checkFile, verdictWords } from './check.ts';
import { checkOf } from './checks.ts';
import { markedWorkbook } from './marked.ts';

/** A workbook to import and how: `dryRun` writes nothing, without `onlyValid` one bad row stops all. */
export interface FileImport {
  ledger: string;
  bytes: Uint8Array;
  fileName: string;
  /** Which sheet of the workbook; without it the one whose heading fits. */
  sheet?: string;
  dryRun: boolean;
  onlyValid: boolean;
  /** What people are whose name is registered with another telephone: the same, where one only can be meant, or new ones. Without it they wait. */
  sameName?: 'same' | 'new';
  /** Takes the table with its faults marked, before anything is written. */
  marked?: (workbook: Readable) => Promise<void>;
}

export type CheckReport = Exclude<Awaited<ReturnType<typeof checkFile>>, Refused>;

/** What a file came to: `lines` for people, `report` for programs; nothing stands in both. */
export interface FileImported {
  rejected: number;
  /** Rows that wait for an answer. */
  waiting: number;
  imported: unknown;
  lines: string[];
  report: CheckReport;
}

/** Rows of the check that are written out one by one. */
const shownRows = 20;

/** One line of a question: whom the row may be. */
const questionLine = (q: CheckReport['questions'][number]): string =>
  `第 ${q.row} 行 ${q.name}（电话 ${q.phone ?? '未填'}）：“${q.enterprise}”已有同名人员（${q.registered.map(({ is }) => is).join('；')}），请加 --same-name same（同一人，更新）或 --same-name new（另一人，新增）`;

type Told = CheckReport['problems'][number];
const beginning = /^第 \d+ 行，/;

/** Each thing once: the same fault of several rows is one sentence that names them all. */
function problemLines(problems: readonly Told[]): string[] {
  const said = new Map<string, Told[]>();
  for (const problem of problems) {
    const words = problem.message.replace(beginning, '');
    const key = words === problem.message ? words : `${problem.level} ${words}`;
    const same = said.get(key);
    if (same) same.push(problem);
    else said.set(key, [problem]);
  }
  return [...said.values()].map((same) => {
    const first = same[0] as Told;
    const hint = first.level === 'warning' ? '提示：' : '';
    if (same.length === 1) return hint + first.message;
    const rows = same.slice(0, shownRows).map((problem) => problem.row);
    const more = same.length > shownRows ? ` 等 ${same.length}` : '';
    return hint + first.message.replace(beginning, `第 ${rows.join('、')}${more} 行，`);
  });
}

function linesOf(report: CheckReport, dryRun: boolean): string[] {
  const waiting = report.questionCount > 0 ? `，同名待确认 ${report.questionCount}` : '';
  const news = report.sample.filter((row) => row.verdict !== 'unchanged').slice(0, shownRows);
  const left = report.willCreate + report.willChange - news.length;
  const more = report.problemCount - report.problems.length;
  return [
    `工作表“${report.sheet}”共 ${report.total} 行：可新增 ${report.willCreate}，可更新 ${report.willChange}，未变 ${report.unchanged}，未通过 ${report.rejected}${waiting}`,
    // Each sentence names row, column, value and what is allowed by itself.
    ...problemLines(report.problems),
    ...(more > 0 ? [`还有 ${more} 处问题，加 --marked <文件> 可得到全部标出的工作簿`] : []),
    ...report.questions.map(questionLine),
    ...(report.questionCount > report.questions.length
      ? [`还有 ${report.questionCount - report.questions.length} 行同名待确认`]
      : []),
    ...(dryRun
      ? [
          ...news.map((row) => {
            const what =
              row.verdict === 'create'
                ? row.values.map(({ title, value }) => `${title} ${value}`)
                : row.changes.map((c) => `${c.title} ${c.before ?? '（空）'} → ${c.after ?? '（空）'}`);
            return `第 ${row.row} 行将${verdictWords[row.verdict]}：${what.join('，')}`;
          }),
          ...(left > 0 ? [`还有 ${left} 行将新增或更新，加 --marked <文件> 可看每行读作什么`] : []),
        ]
      : []),
  ];
}

/** Checks and imports a workbook in one go, for the command line: the same check and the same command as the desk. */
export async function importFile(r: Runner, actor: Actor, given: FileImport): Promise<FileImported | Refused> {
  if (!(given.ledger in importLedgerWords))
    return refuse('INVALID', `台账应为 ${Object.keys(importLedgerWords).join('、')}，得到：${given.ledger}`);
  const report = await checkFile(r, actor, given.ledger as ImportLedger, given.bytes, given.fileName, given.sheet);
  if (isRefused(report)) return report;
  const check = checkOf(report.check, actor);
  if (given.marked && check) await given.marked(markedWorkbook(check, regionsOf(actor.county)));
  const rest = given.sameName ?? 'wait';
  const waiting = { wait: report.questionCount, same: report.questionsOfSeveral, new: 0 }[rest];
  const lines = linesOf(report, given.dryRun);
  const told = { rejected: report.rejected, waiting, report };
  const able = report.willCreate + report.willChange + report.questionCount - waiting;
  const stop = given.dryRun || (report.rejected + waiting > 0 && !given.onlyValid) || able === 0;
  if (stop) return { ...told, imported: null, lines: [...lines, '未写入'] };
  const done = await runCommand(r, runImport, actor, {
    key: mintId(),
    body: { check: report.check, onlyValid: given.onlyValid, sameNameRest: rest },
  });
  if (isRefused(done)) return done;
  const counts = done.done.answer as { created: number; changed: number };
  return { ...told, imported: counts, lines: [...lines, `已导入：新增 ${counts.created}，更新 ${counts.changed}`] };
}
