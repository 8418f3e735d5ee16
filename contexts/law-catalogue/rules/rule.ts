import type { z } from 'zod';
import { type Rule as DatedRule, rule as declare, type Ruling, type Working } from '#kernel';
import type { Law } from '../domain/law.ts';

export type { Ruling, Working };

/**
 * A rule of law as a pure function of input, law and day. It refuses (a value, with places in Chinese) an input that makes no
 * sense and a day before its floor; it never rounds before a comparison; what is unverified never decides alone.
 */
export type Rule<In extends z.ZodType = z.ZodType, Result = unknown> = DatedRule<In, Result, Law>;

/** A rule whatever its types, for lists. */
export type AnyRule = Rule;

/** Declares a rule of law, keeping its types. */
export const rule = <In extends z.ZodType, Result>(spec: Rule<In, Result>): Rule<In, Result> => declare(spec);
