import type { Refused as RefusedValue } from '#kernel';
import { type ActForm, Refused, Unreachable, under } from '#kernel/ui';
import type { ImportLedger } from '../domain/words.ts';
import type { checkFile as dryRun } from '../import/check.ts';
import type { ImportUndone } from './answers.ts';

/** What the dry run found (核对结果). */
export type ImportReport = Exclude<Awaited<ReturnType<typeof dryRun>>, RefusedValue>;

export const templateUrl = (ledger: ImportLedger, filled: boolean): string =>
  under(`/api/v1/registry/template.xlsx?ledger=${ledger}${filled ? '&rows=1' : ''}`);
export const problemsUrl = (check: string): string => under(`/api/v1/registry/import-problems.xlsx?check=${check}`);

/** The whole table as it was given, red where it is wrong. */
export const markedUrl = (check: string): string => `${problemsUrl(check)}&all=1`;

/** What was said of rows whose name is registered with another telephone (同名待确认), as `registry.import` takes it. */
export interface SaidOfNames {
  sameName: { row: number; person: string | null }[];
  sameNameRest: 'wait' | 'same' | 'new';
}

/** Sends a workbook for its dry run; nothing is written. @throws Refused, Unreachable */
export async function checkFile(ledger: ImportLedger, file: File, sheet?: string): Promise<ImportReport> {
  const which = sheet === undefined ? '' : `&sheet=${encodeURIComponent(sheet)}`;
  const response = await fetch(under(`/api/v1/registry/import-check?ledger=${ledger}${which}`), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  }).catch(() => {
    throw new Unreachable();
  });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return body as unknown as ImportReport;
  if (body.refused) throw new Refused(response.status, body);
  throw new Unreachable('服务器没能核对这个文件，请重试；仍不行请联系管理员。');
}

export const undoImport = (row: { id: string; fileName: string }): ActForm<ImportUndone> => ({
  name: 'registry.undo-import',
  title: '撤销导入',
  danger: true,
  given: { id: row.id },
  fields: [],
  intro: `撤销“${row.fileName}”：新增的行移除，更新的行还原为导入前的内容。有一行在导入后办理过，整批都不能撤销。`,
  said: ({ removed, restored }) => `已撤销：移除 ${removed} 行，还原 ${restored} 行`,
});
