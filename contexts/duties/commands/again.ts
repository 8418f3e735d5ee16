import type { Act, Day } from '#kernel';
import { obligationOf } from '#law-catalogue';
import { opensOn } from '../domain/mint.rule.ts';
import { dueAfter } from '../due.ts';
import { isThere, rowOf } from '../mint.ts';
import { type Owed, owed } from '../subjects.ts';

/** The next instance of what falls due again so long after it was done; `on` is the day the material stands for. */
export async function againAfter(act: Act, o: Owed, on: string): Promise<void> {
  const obligation = obligationOf(o.obligation);
  if (!obligation?.again || on <= o.periodFrom) return;
  const dueOn = dueAfter(obligation, on as Day, act.actor.county);
  if (!dueOn) return;
  if (await isThere(act, { ...o, periodFrom: on })) return;
  const period = { first: on as Day, last: dueOn };
  const { owedBy, owner, ownerName, enterprise, enterpriseName, town, person, why } = o;
  act.create(
    owed,
    rowOf(
      obligation,
      { owedBy, owner, ownerName, enterprise, enterpriseName, town, person },
      { ...period, opensOn: opensOn(obligation, period), dueOn, appliesOn: on as Day, why },
      o.about,
    ),
  );
}
