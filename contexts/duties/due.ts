import { addDays, type Day } from '#kernel';
import { dueBy, type Obligation } from '#law-catalogue';
import type { DueOf } from './domain/mint.rule.ts';

/** The last day of what falls due in that county: by its clock of the day, else the period's last day. */
export const dueIn =
  (county: string): DueOf<Obligation> =>
  ({ clock, opens, from }: Obligation, { first, last }) => {
    if (clock === null) return last;
    const asOf = first > from ? first : from;
    return opens === 'end' ? dueBy(clock, last, county) : dueBy(clock, addDays(first, -1), county, asOf);
  };

/** The last day of what an occasion brings about. */
export const dueAfter = ({ clock }: Obligation, on: Day, county: string): Day | null =>
  clock === null ? null : dueBy(clock, on, county);
