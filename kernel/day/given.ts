import { z } from 'zod';
import { asDay, type Day } from './day.ts';

type Say = string | ((issue: { input?: unknown }) => string);

/**
 * The one schema of a calendar day (日期), given or answered: a real day written `YYYY-MM-DD`. `say` replaces its sentences where a file
 * speaks of its own place. A function, so that a page which imports #kernel does not build it.
 */
export function dayGiven(say?: Say): z.ZodType<Day, string> {
  const real = (text: string) => asDay(text) !== null;
  const schema =
    say === undefined
      ? z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 YYYY-MM-DD')
          .refine(real, '没有这一天')
      : z.string({ error: say }).refine(real, { error: say });
  return schema.meta({ format: 'date' }) as unknown as z.ZodType<Day, string>;
}
