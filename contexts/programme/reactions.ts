import { on } from '#kernel';
import { enterprise } from '#registry';
import { campaigns } from './current.ts';
import { type ItemCheck, itemCheck } from './subjects.ts';

/** Looks at items of campaigns under way go to the enterprise's new town with it; those of an ended campaign stay as they were. */
export const programmeReactions = [
  on(enterprise, ['town'], async (act, { id, town }) => {
    const running = campaigns(act.actor.county)
      .filter((one) => one.from <= act.today && (one.until === null || act.today <= one.until))
      .map((one) => one.id);
    const looks = await act.many<ItemCheck>(
      'select * from programme.item_check where county = $1 and enterprise = $2 and campaign = any($3)',
      [act.actor.county, id, running],
    );
    for (const row of looks) act.change(itemCheck, row, { town });
  }),
];
