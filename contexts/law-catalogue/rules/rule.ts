import type { z } from 'zod';
import type { Checked, Day, Refused } from '#kernel';
import type { Law } from '../domain/law.ts';

/** One step of a rule's working, as it is printed: what was taken, what was done with it, what came out. */
export interface Working {
  say: string;
  /** Exact value as text where the step is a number. */
  value?: string;
  cite?: string;
}

/** What a rule answers: the result, every step to it, every clause it rests on, and the weakest mark among them. */
export interface Ruling<Result> {
  result: Result;
  workings: readonly Working[];
  cites: readonly string[];
  checked: Checked;
}

/**
 * A rule of law as a pure function of input, law and day. It refuses (a value, with places in Chinese) an input that makes no
 * sense and a day before its floor; it never rounds before a comparison; what is unverified never decides alone.
 */
export interface Rule<In extends z.ZodType = z.ZodType, Result = unknown> {
  /** Fixed name other programs rely on, e.g. `major-hazard.grade`. */
  name: string;
  title: string;
  /** First day it can be asked for. */
  floor: Day;
  input: () => In;
  evaluate(input: z.output<In>, law: Law, on: Day): Ruling<Result> | Refused;
}

/** A rule whatever its types, for lists. */
export type AnyRule = Rule;

/** Declares a rule, keeping its types. */
export const rule = <In extends z.ZodType, Result>(spec: Rule<In, Result>): Rule<In, Result> => spec;
