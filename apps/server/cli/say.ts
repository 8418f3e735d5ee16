import { DatabaseFailure } from '#db';
import { ConfigFault } from '../config-fault.ts';

/** Ends with one clear line; a bug also shows where it happened. */
export function fail(error: unknown): never {
  const known = error instanceof DatabaseFailure || error instanceof ConfigFault || error instanceof Said;
  console.error(
    known
      ? (error as Error).message
      : `程序出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exit(1);
}

/** A sentence for the operator that is no bug. */
export class Said extends Error {}

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
