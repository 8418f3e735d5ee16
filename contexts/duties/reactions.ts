import { moveUses } from '#documents';
import { type Base, on, type Subject } from '#kernel';
import { enterprise, person } from '#registry';
import { handIn, type Owed, owed, proof, urging } from './subjects.ts';

/**
 * 随企业: everything an enterprise owes and has handed in goes to its new town with it: the new town sees who did what when, as it sees the
 * enterprise. A person who leaves owes nothing more by himself.
 */
export const dutyReactions = [
  on(enterprise, ['town'], async (act, { id, town }) => {
    for (const of of [owed, proof, handIn, urging]) {
      const rows = await act.many<Base & { town: string | null }>(
        `select * from ${of.table} where county = $1 and enterprise = $2`,
        [act.actor.county, id],
      );
      for (const row of rows) act.change(of as unknown as Subject<Base & { town: string | null }>, row, { town });
      if (of === proof) await moveUses(act, { kind: proof.kind, ids: rows.map((row) => row.id), town });
    }
  }),
  on(enterprise, ['name'], async (act, { id, name }) => {
    const rows = await act.many<Owed>(
      "select * from duties.owed where county = $1 and enterprise = $2 and state in ('owed', 'returned', 'handed-in')",
      [act.actor.county, id],
    );
    for (const row of rows)
      act.change(owed, row, { enterpriseName: name, ...(row.owedBy === 'enterprise' ? { ownerName: name } : {}) });
  }),
  on(person, ['leftOn'], async (act, { id, name, leftOn }) => {
    if (leftOn === null) return;
    const rows = await act.many<Owed>(
      "select * from duties.owed where county = $1 and person = $2 and state in ('owed', 'returned')",
      [act.actor.county, id],
    );
    for (const row of rows) act.change(owed, row, { state: 'ended', endedOn: leftOn, endedWhy: `${name}已离岗` });
  }),
];
