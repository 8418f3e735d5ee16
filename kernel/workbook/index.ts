/** #kernel/workbook — XLSX in and out (工作簿): guard, reader, writer, threads, templates. Server only; knows nothing of any trade. */
export { type Cell, cellText, type DateCell, type ErrorCell, isDateCell, isErrorCell } from './cell.ts';
export { noEnd } from './days.ts';
export { checkWorkbook, defaultLimits, type GuardLimits } from './guard.ts';
export { plainTitle } from './header.ts';
export { placeOf as columnPlace } from './match-headers.ts';
export { type Parsed, type ParsedRow, type Problem, parseRows, parseRowsInTurns } from './parse-rows.ts';
export { type ProblemsShape, problemsWorkbook } from './problems-workbook.ts';
export type { ExportShape } from './protocol.ts';
export { type ReadOptions, readingSheet, readSheet, type Sheet, type SheetRow } from './read.ts';
export { columnLetters, WorkbookRefusal, type WorkbookRefusalCode, type WorkbookRefused } from './refusal.ts';
export {
  allowedText,
  type Choice,
  type SheetTemplate,
  type TemplateColumn,
  type TemplateKind,
  templateColumns,
  templateExport,
  templateHash,
  templateReading,
  templateRow,
  templateStamp,
  templateWorkbook,
} from './template.ts';
export { exportInThread, readWorkbookInThread, stopThreads, type ThreadExport } from './thread.ts';
export {
  mostRows,
  PlacedRow,
  type WriteColumn,
  type WriteInput,
  type WriteRow,
  type WriteSheet,
  workbookBytes,
  writeWorkbook,
} from './write.ts';
