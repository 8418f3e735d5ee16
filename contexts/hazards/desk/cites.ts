/** Clauses as the flow tables and the journal write them, taken apart so that a screen can open them. */
import { loops } from '../domain/loop.ts';

export type Cite = { kind: 'clause'; instrument: string; clause: string } | { kind: 'notice'; clause: string };

const families: Readonly<Record<string, string>> = { 安全生产法: 'work-safety-law' };

/**
 * `安全生产法(2021) §65(3)` → article 65 of the work-safety law, in whatever edition was in force on the day it is asked for;
 * `泽应急发〔2022〕63号 二(一)` → that sub-clause of the county's notice; null when it is neither.
 */
export function citeOf(text: string): Cite | null {
  const law = /^([^(（]+)[(（]\d{4}[)）]\s*§\s*(\d+)/.exec(text);
  const instrument = law ? families[law[1] as string] : undefined;
  if (law && instrument) return { kind: 'clause', instrument, clause: law[2] as string };
  const notice = /〕\d+号\s*([一二三四五六七八九十]+)[(（]([一二三四五六七八九十]+)[)）]/.exec(text);
  return notice ? { kind: 'notice', clause: `${notice[1] as string}(${notice[2] as string})` } : null;
}

/** The clause an act of the loop rests on, by its command name; undefined for what is no move (上报). */
export const clauseOfCommand = (command: string): string | undefined => loops.citeOf(command);
