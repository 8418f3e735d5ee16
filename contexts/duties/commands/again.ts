import type { Act, Day } from '#kernel';
import { obligationOf } from '#law-catalogue';
import { opensOn } from '../domain/mint.rule.ts';
import { dueAfter } from '../due.ts';
import { rowOf } from '../mint.ts';
import { type Owed, owed } from '../subjects.ts';

/** The next instance of what falls due again so long after it was done; `on` is the day the material stands for. */
export async function againAfter(act: Act, o: Owed, on: string): Promise<void> {
  const obligation = obligationOf(o.obligation);
  if (!obligation?.again || on <= o.periodFrom) return;
  const dueOn = dueAfter(obligation, on as Day, act.actor.county);
  if (!dueOn) return;
  const there = await act.one(
    'select 1 from duties.owed where county = $1 and obligation = $2 and owner = $3 and about = $4 and period_from = $5',
    [act.actor.county, o.obligation, o.owner, o.about, on],
  );
  if (there) return;
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
