import { moveUses, showUses } from '#documents';
import { type Base, on, type Subject } from '#kernel';
import { enterprise } from '#registry';
import { type Rectification, rectification, rounds } from './rounds.ts';
import { type Hazard, hazard, type MajorSource, majorSource } from './subjects.ts';

/**
 * 随企业: an enterprise's open hazards go to its new town with it, so that the new town finds them in its 待办. Closed ones stay where
 * they were closed, and the responsible persons of the day of the finding stay as they were (N6.3).
 */
export const hazardReactions = [
  // What is in the file of an enterprise goes with it as a whole, what was replaced too.
  on(enterprise, ['town'], async (act, { id, town }) => {
    const filed = await act.many<MajorSource>(
      'select m.* from hazards.major_source m where m.county = $1 and m.enterprise = $2',
      [act.actor.county, id],
    );
    for (const row of filed) act.change(majorSource, row, { town });
  }),
  on(enterprise, ['town'], async (act, { id, town }) => {
    const open = await act.many<Hazard>(
      "select h.* from hazards.hazard h where h.county = $1 and h.enterprise = $2 and h.state <> 'closed'",
      [act.actor.county, id],
    );
    if (open.length === 0) return;
    for (const row of open) act.change(hazard, row, { town });
    const ids = open.map((row) => row.id);
    for (const { of } of Object.values(rounds)) {
      const rows = await act.many<Base & { town: string }>(
        `select x.* from ${of.table} x where x.county = $1 and x.hazard = any($2::uuid[])`,
        [act.actor.county, ids],
      );
      for (const row of rows) act.change(of as unknown as Subject<Base & { town: string }>, row, { town });
    }
    await act.run('update hazards.word set town = $3 where county = $1 and hazard = any($2::uuid[])', [
      act.actor.county,
      ids,
      town,
    ]);
    await moveUses(act, { kind: hazard.kind, ids, town });
  }),
  // An expert who is asked sees what was done and its evidence too; when another is asked, the first no longer does.
  on(hazard, ['analysisExpert'], async (act, { id, analysisExpert }) => {
    const done = await act.many<Rectification>(
      'select * from hazards.rectification where county = $1 and hazard = $2',
      [act.actor.county, id],
    );
    for (const one of done) act.change(rectification, one, { expert: analysisExpert });
    await showUses(act, hazard.kind, id, analysisExpert ? [analysisExpert] : []);
  }),
];
