import type { z } from 'zod';
import type { Checked } from '../dated/index.ts';
import type { Day } from '../day/index.ts';
import type { Refused } from '../refusal/index.ts';

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

/** A pure function of input, dated data and day that shows its working; `Source` is the data it reads, `unknown` when none. */
export interface Rule<In extends z.ZodType = z.ZodType, Result = unknown, Source = unknown> {
  /** Fixed name other programs rely on, e.g. `uscc.check`. */
  name: string;
  title: string;
  /** First day it can be asked for. */
  floor: Day;
  input: () => In;
  evaluate(input: z.output<In>, source: Source, on: Day): Ruling<Result> | Refused;
}

/** Declares a rule, keeping its types. */
export const rule = <In extends z.ZodType, Result, Source>(spec: Rule<In, Result, Source>): Rule<In, Result, Source> =>
  spec;
