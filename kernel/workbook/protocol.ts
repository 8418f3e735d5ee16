/** What the main thread and the workbook threads say to each other (线程消息). Only plain, cloneable values. */
import type { ReadOptions, Sheet, SheetRow } from './read.ts';
import type { WorkbookRefusalCode } from './refusal.ts';
import type { WriteColumn, WriteRow } from './write.ts';

/** Sheet name and columns of an export. */
export interface ExportShape {
  sheetName: string;
  columns: readonly WriteColumn[];
  notes?: readonly string[];
  stamp?: Readonly<Record<string, string>>;
}

export type ToWorker =
  | { kind: 'read'; job: number; bytes: Uint8Array; options: ReadOptions }
  | { kind: 'export'; job: number; shape: ExportShape }
  | { kind: 'rows'; job: number; rows: readonly WriteRow[] }
  | { kind: 'end'; job: number }
  /** The reader of the stream took everything sent so far. */
  | { kind: 'more'; job: number }
  | { kind: 'stop'; job: number };

export type FromWorker =
  | { kind: 'sheet-rows'; job: number; rows: SheetRow[] }
  | { kind: 'sheet'; job: number; sheet: Sheet }
  /** One batch of rows has been written. */
  | { kind: 'took'; job: number }
  | { kind: 'bytes'; job: number; bytes: Uint8Array }
  | { kind: 'done'; job: number }
  | { kind: 'failed'; job: number; code: WorkbookRefusalCode | null; message: string };
