import { LRUCache } from 'lru-cache';
import type { ParsedRow, Problem, Sheet } from '#kernel/workbook';
import type { ImportLedger } from '../domain/words.ts';

/** A checked file waiting for its 导入: what was read, what was wrong; bound to who uploaded it. */
export interface Check {
  id: string;
  county: string;
  account: string;
  ledger: ImportLedger;
  fileName: string;
  sheet: Sheet;
  /** Where the template's columns stand in the sheet. */
  places: Readonly<Record<string, number>>;
  /** The rows as their cells were understood. */
  rows: ParsedRow<unknown>[];
  /** Every problem of a row at the time of the check, of its cells and beyond them. */
  told: Problem[];
  /** What becomes of each good row, in words. */
  verdicts: ReadonlyMap<number, string>;
}

const minutes = 30;

/** Kept in memory for half an hour, weighed by cells (about 100 bytes each): 100 MB at most, whoever uploads what. */
const checks = new LRUCache<string, Check>({
  ttl: minutes * 60_000,
  maxSize: 1_000_000,
  sizeCalculation: (check) => Math.max(1, check.sheet.rows.length * check.sheet.headers.length),
});

export const keepCheck = (check: Check): void => {
  checks.set(check.id, check);
};

/** The check, when it is there and this account's own. */
export function checkOf(id: string, by: { county: string; account: string }): Check | null {
  const found = checks.get(id);
  return found && found.county === by.county && found.account === by.account ? found : null;
}

export const dropCheck = (id: string): void => {
  checks.delete(id);
};

export const expired = `核对结果已失效（保存 ${minutes} 分钟，只有上传的人能用），请重新上传文件核对`;
