import { type Actor, isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, runCommand } from '#kernel/server';
import { runImport } from '../commands/import.ts';
import { type ImportLedger, importLedgerWords } from '../domain/words.ts';
import { checkFile } from '../routes.ts';

/** A workbook to import and how: `dryRun` writes nothing, without `onlyValid` one bad row stops all. */
export interface FileImport {
  ledger: string;
  bytes: Uint8Array;
  fileName: string;
  /** Which sheet of the workbook; without it the one whose heading fits. */
  sheet?: string;
  dryRun: boolean;
  onlyValid: boolean;
}

/** Checks and imports a workbook in one go, for the command line: the same check and the same command as the desk. */
export async function importFile(
  r: Runner,
  actor: Actor,
  given: FileImport,
): Promise<{ rejected: number; imported: unknown; lines: string[]; report: unknown } | Refused> {
  if (!(given.ledger in importLedgerWords))
    return refuse('INVALID', `台账应为 ${Object.keys(importLedgerWords).join('、')}，得到：${given.ledger}`);
  const report = await checkFile(r, actor, given.ledger as ImportLedger, given.bytes, given.fileName, given.sheet);
  if (isRefused(report)) return report;
  const lines = [
    `工作表“${report.sheet}”共 ${report.total} 行：可新增 ${report.willCreate}，可更新 ${report.willChange}，未变 ${report.unchanged}，未通过 ${report.rejected}`,
    // Each sentence names row, column, value and what is allowed by itself.
    ...report.problems.map((p) => p.message),
  ];
  const stop = given.dryRun || (report.rejected > 0 && !given.onlyValid) || report.willCreate + report.willChange === 0;
  if (stop) return { rejected: report.rejected, imported: null, lines: [...lines, '未写入'], report };
  const done = await runCommand(r, runImport, actor, {
    key: mintId(),
    body: { check: report.check, onlyValid: given.onlyValid },
  });
  if (isRefused(done)) return done;
  const counts = done.done.answer as { created: number; changed: number };
  return {
    rejected: report.rejected,
    imported: counts,
    lines: [...lines, `已导入：新增 ${counts.created}，更新 ${counts.changed}`],
    report,
  };
}
