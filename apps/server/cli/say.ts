import { DatabaseFailure } from '#db';
import { StoreFault } from '#documents';
import { ConfigFault } from '../config-fault.ts';
import { systemFault, withMeaning } from './system-fault.ts';

/** A sentence for the operator that is no bug. `code`: a stable word for programs. */
export class Said extends Error {
  readonly code: string;

  constructor(message: string, code = 'INVALID') {
    super(message);
    this.code = code;
  }
}

/** Whether this command line is read by a program; asked of the words themselves, for it may end before they are parsed. */
export const asksJson = (argv: readonly string[] = process.argv): boolean => argv.includes('--json');

/** What is told of an error: one Chinese line and a stable word. `bug` when no operator can do anything about it. */
export function toldOf(error: unknown): { code: string; message: string; bug?: true } {
  if (error instanceof Said) return { code: error.code, message: error.message };
  if (error instanceof DatabaseFailure) return { code: error.code, message: withMeaning(error.message) };
  if (error instanceof StoreFault) return { code: 'STORE', message: error.message };
  if (error instanceof ConfigFault) return { code: 'CONFIG', message: error.message };
  const fault = systemFault(error);
  if (fault) return fault;
  const text = (error instanceof Error ? error.message : String(error)).split('\n')[0];
  return {
    code: 'BROKEN',
    message: `程序出错，未能完成（${text}）。加环境变量 ZEAN_LOG=debug 再运行可看详情`,
    bug: true,
  };
}

/** Ends with one clear line, or one JSON object when a program reads it; where a bug happened shows when it is asked for. */
export function fail(error: unknown): never {
  const { code, message, bug } = toldOf(error);
  if (asksJson()) console.log(JSON.stringify({ refused: { code, message } }));
  else console.error(message);
  if (bug && process.env.ZEAN_LOG === 'debug') console.error(error);
  process.exit(1);
}

/** Reads a whole number above nothing. */
export const positive = (text: string): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new Said(`数量应为正整数，得到：${text}`);
  return n;
};

export const line = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Prints the answer: JSON when a program reads it, sentences otherwise. */
export function answer(asJson: boolean | undefined, value: unknown, sentence: () => string): void {
  console.log(asJson ? JSON.stringify(value) : sentence());
}
