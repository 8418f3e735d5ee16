import { on } from '#kernel';
import { enterprise } from './subjects.ts';

/** Columns of an enterprise that others judge it by on a day (当日概况). */
const profileColumns = ['sector', 'flags', 'scale', 'staffCount', 'status', 'removedAt'] as const;

/**
 * 概况沿革: what an enterprise was before a change is kept, so that what it owed on a day gone by is judged by what it was then. A change of
 * town takes it along, for whoever sees the enterprise today sees what it was.
 */
export const registryReactions = [
  on(enterprise, profileColumns, (act, after, before) =>
    act.put('registry.former_profile', {
      id: act.mint(),
      enterprise: after.id,
      town: after.town,
      untilOn: act.today,
      untilAt: act.at,
      sector: before.sector,
      flags: before.flags,
      scale: before.scale,
      staffCount: before.staffCount,
      status: before.status,
      removed: before.removedAt !== null,
    }),
  ),
  on(enterprise, ['town'], async (act, { id, town }) => {
    await act.run('update registry.former_profile set town = $3 where county = $1 and enterprise = $2', [
      act.actor.county,
      id,
      town,
    ]);
  }),
];
