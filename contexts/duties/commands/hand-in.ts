import { attachPhotos } from '#documents';
import { type Act, type Day, daysBetween, isRefused, type Refused, refuse } from '#kernel';
import { type MadeOn, madeOn, madeText } from '../domain/made.rule.ts';
import { dutyMoves } from '../domain/moves/index.ts';
import { notYet, wrongSpan } from '../domain/represents.rule.ts';
import { handIn as handInSubject, type Owed, owed, proof } from '../subjects.ts';
import { againAfter } from './again.ts';
import { openHandIn } from './judge.ts';
import { me, onOwed } from './on-owed.ts';

/** The state an instance is in once it was handed in: where nobody looks at it, it is done. */
const stateAfter = ({ loop }: Owed) => (loop === 'kept' ? ('accepted' as const) : ('handed-in' as const));

const spanRefused = (from: string, to: string, today: string): Refused | null => {
  const wrong = wrongSpan(from, to, today);
  if (!wrong) return null;
  const { say, allowed, message } = wrong;
  return refuse('INVALID', say, { places: [{ place: 'representsFrom', value: from, allowed, message }] });
};

const early = (o: Owed, today: string): Refused | null => {
  const no = notYet(o, today);
  return no === null ? null : refuse('NO_SUCH_MOVE', no);
};

/** The others that the same material proves: of the same owner, open, and within reach of who hands it in. */
async function othersOf(act: Act, o: Owed, ids: readonly string[], today: string): Promise<Owed[] | Refused> {
  const wanted = [...new Set(ids)].filter((id) => id !== o.id);
  const found: Owed[] = [];
  for (const id of wanted) {
    const other = await act.get(owed, id);
    const able = other && other.owner === o.owner && act.can(owed.kind, other).includes(dutyMoves.handIn.command);
    if (!other || !able)
      return refuse('INVALID', other ? `“${other.title}”不能用这份材料上报` : '所选的事项不存在，或您无权查看', {
        places: [{ place: 'also', value: id, allowed: '同一义务人未办的事项', message: '请重新选择' }],
      });
    const no = early(other, today);
    if (no) return no;
    found.push(other);
  }
  return found;
}

/** The day this hand-in counts for (0036): made without a signal, that day, but not before any of them was last handed in or judged. */
async function countedOn(act: Act, ids: readonly string[]): Promise<MadeOn> {
  const made = madeOn(act);
  if (!made.offline || made.stale) return made;
  const last = await act.one<{ on: string | null }>(
    `select max(greatest(handed_in_on, (judged_at at time zone 'Asia/Shanghai')::date))::text as on
     from duties.hand_in where county = $1 and owed = any($2::uuid[])`,
    [act.actor.county, ids],
  );
  return madeOn(act, last?.on ?? null);
}

/** Writes the hand-in of one instance: its round, its state, and whether it came late; what was late once stays late. */
function record(act: Act, o: Owed, proofId: string, day: Day): void {
  const first = o.firstOn ?? day;
  act.create(handInSubject, {
    owed: o.id,
    proof: proofId,
    enterprise: o.enterprise,
    town: o.town,
    handedInOn: day,
  });
  act.change(owed, o, {
    state: stateAfter(o),
    firstOn: first,
    daysLate: Math.max(0, daysBetween(o.dueOn as Day, first as Day)),
    handedInBy: me(act),
    redoBy: null,
  });
}

export const handIn = onOwed(dutyMoves.handIn, async (act, given, o) => {
  const { note, representsFrom: from, representsTo: to, photos = [], also = [] } = given;
  const made = await countedOn(act, [o.id, ...also]);
  const no = spanRefused(from, to, act.today) ?? early(o, made.day);
  if (no) return no;
  const others = await othersOf(act, o, also, made.day);
  if (isRefused(others)) return others;
  const id = act.mint();
  const missing = await attachPhotos(act, {
    kind: proof.kind,
    id,
    town: o.town,
    enterprise: o.enterprise,
    seenBy: [],
    purpose: 'proof',
    photos,
  });
  if (missing) return missing;
  act.create(proof, {
    id,
    enterprise: o.enterprise,
    town: o.town,
    representsFrom: from,
    representsTo: to,
    note,
    handedInBy: me(act),
    handedInByName: act.actor.name,
    handedInAt: act.at,
  });
  for (const one of [o, ...others]) {
    record(act, one, id, made.day);
    if (one.loop === 'kept') await againAfter(act, one, to);
  }
  const more = others.length > 0 ? `（同时证明 ${others.map((one) => one.title).join('、')}）` : '';
  act.note(`上报“${o.title}”${more}${madeText(made, act.today)}：${note}`);
  return { state: stateAfter(o) };
});

/** Taken back before anybody judged it: as if it had not come, also for the clock. */
export const takeBack = onOwed(dutyMoves.takeBack, async (act, { reason }, o) => {
  const open = await openHandIn(act, o);
  const before = await act.one<{ n: number }>(
    "select count(*)::int as n from duties.hand_in where county = $1 and owed = $2 and verdict = 'returned'",
    [act.actor.county, o.id],
  );
  const again = (before?.n ?? 0) > 0;
  act.change(owed, o, {
    state: 'owed',
    handedInBy: null,
    ...(again ? {} : { firstOn: null, daysLate: 0 }),
  });
  if (open)
    act.change(handInSubject, open, {
      verdict: 'taken-back',
      verdictNote: reason,
      judgedBy: me(act),
      judgedByName: act.actor.name,
      judgedAt: act.at,
    });
  act.note(`撤回上报：${reason}`);
  return { state: 'owed' };
});
