import type { Act } from '#kernel';
import { dutyMoves } from '../domain/moves/index.ts';
import { type HandIn, handIn, type Owed, owed, type ProofRow, urging as urgingSubject } from '../subjects.ts';
import { againAfter } from './again.ts';
import { me, onOwed } from './on-owed.ts';

/** The newest hand-in of an instance; null when nothing was handed in yet. */
export async function openHandIn(act: Act, o: Owed): Promise<HandIn | null> {
  const rows = await act.many<HandIn>(
    'select * from duties.hand_in where county = $1 and owed = $2 order by handed_in_on desc, id desc limit 1',
    [act.actor.county, o.id],
  );
  return rows[0] ?? null;
}

const judged = (act: Act, verdict: 'accepted' | 'returned', note: string | null) =>
  ({
    verdict,
    verdictNote: note,
    judgedBy: me(act),
    judgedByName: act.actor.name,
    judgedAt: act.at,
  }) as const;

export const accept = onOwed(dutyMoves.accept, async (act, { note }, o) => {
  const open = await openHandIn(act, o);
  act.change(owed, o, { state: 'accepted' });
  if (open) {
    act.change(handIn, open, judged(act, 'accepted', note ?? null));
    const of = await act.one<ProofRow>('select * from duties.proof where county = $1 and id = $2', [
      act.actor.county,
      open.proof,
    ]);
    if (of) await againAfter(act, o, of.representsTo);
  }
  act.note(`审核通过“${o.title}”${note ? `：${note}` : ''}`);
  return { state: 'accepted' };
});

export const giveBack = onOwed(dutyMoves.giveBack, async (act, { reason, redoBy }, o) => {
  const open = await openHandIn(act, o);
  act.change(owed, o, { state: 'returned', redoBy });
  if (open) act.change(handIn, open, { ...judged(act, 'returned', reason), redoBy });
  act.note(`退回补正“${o.title}”，${redoBy} 前补正：${reason}`);
  return { state: 'returned' };
});

export const excuse = onOwed(dutyMoves.excuse, async (act, { reason, until }, o) => {
  const patch = {
    state: 'excused' as const,
    excusedUntil: until,
    excusedByName: act.actor.name,
    excuseReason: reason,
  };
  act.change(owed, o, patch);
  // Those of the same duty that are already there and fall due by then are excused with it; later ones when they are made.
  const others = await act.many<Owed>(
    `select * from duties.owed where county = $1 and obligation = $2 and owner = $3 and about = $4 and id <> $5
       and due_on <= $6 and due_on >= $7 and state in ('owed', 'returned')`,
    [act.actor.county, o.obligation, o.owner, o.about, o.id, until, o.dueOn],
  );
  for (const one of others) act.change(owed, one, patch);
  act.note(`批准免办“${o.title}”到 ${until}：${reason}`);
  return { state: 'excused' };
});

export const resume = onOwed(dutyMoves.resume, (act, { reason }, o) => {
  act.change(owed, o, { state: 'owed', excusedUntil: null, excusedByName: null, excuseReason: null });
  act.note(`恢复应办“${o.title}”：${reason}`);
  return { state: 'owed' };
});

export const urge = onOwed(dutyMoves.urge, (act, { note }, o) => {
  act.create(urgingSubject, {
    owed: o.id,
    enterprise: o.enterprise,
    town: o.town,
    note: note ?? null,
    urgedBy: me(act),
    urgedByName: act.actor.name,
    urgedAt: act.at,
  });
  act.note(`催办“${o.title}”，期限 ${o.dueOn}${note ? `：${note}` : ''}`);
  return { state: o.state };
});
