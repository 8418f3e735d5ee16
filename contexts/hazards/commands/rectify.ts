import { attachPhotos, type PhotosGiven } from '#documents';
import type { Act } from '#kernel';
import { hazardMoves } from '../domain/moves/index.ts';
import { rectification } from '../rounds.ts';
import { type Hazard, hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';
import { ofHazard, openRound, settleExtension, settleRectification } from './rounds.ts';
import { into } from './step.ts';

const attach = (act: Act, h: Hazard, round: string | null, purpose: 'after' | 'check', photos: PhotosGiven) =>
  attachPhotos(act, {
    kind: hazard.kind,
    id: h.id,
    town: h.town,
    enterprise: h.enterprise,
    seenBy: h.analysisExpert ? [h.analysisExpert] : [],
    round,
    purpose,
    photos,
  });

export const rectify = onHazard(hazardMoves.rectify, async (act, { note, photos }, h) => {
  const id = act.mint();
  const no = await attach(act, h, id, 'after', photos);
  if (no) return no;
  act.change(hazard, h, { ...into(act, 'rectified', h.loop), rectifiedBy: me(act), extensionUntil: null });
  act.create(rectification, {
    id,
    ...ofHazard(h),
    expert: h.analysisExpert,
    measure: h.measure,
    person: h.person,
    dueOn: h.dueOn,
    rectifiedBy: me(act),
    rectifiedByName: act.actor.name,
    rectifiedAt: act.at,
    note,
  });
  if (h.extensionUntil) await settleExtension(act, h, 'lapsed', '未批先整改完成');
  act.note(`整改完成：${note}`);
  return { state: 'rectified' };
});

const passed = (act: Act, note: string) =>
  ({
    outcome: 'passed',
    verifiedBy: me(act),
    verifiedByName: act.actor.name,
    verifiedAt: act.at,
    verifiedNote: note,
  }) as const;

export const verify = onHazard(hazardMoves.verify, async (act, { note, photos }, h) => {
  const round = await openRound(act, 'rectifications', h);
  const no = await attach(act, h, round?.id ?? null, 'check', photos);
  if (no) return no;
  act.change(hazard, h, { ...into(act, 'verified'), checkedBy: me(act) });
  if (round) act.change(rectification, round, passed(act, note));
  act.note(`复查合格：${note}`);
  return { state: 'verified' };
});

export const giveBack = onHazard(hazardMoves.giveBack, async (act, { reason }, h) => {
  act.change(hazard, h, { ...into(act, 'assigned', h.loop), checkedBy: null, returns: h.returns + 1 });
  await settleRectification(act, h, {
    outcome: 'returned',
    returnedBy: me(act),
    returnedByName: act.actor.name,
    returnedAt: act.at,
    returnReason: reason,
  });
  act.note(`退回重改：${reason}`);
  return { state: 'assigned' };
});

const closed = (act: Act) =>
  ({
    ...into(act, 'closed'),
    closedBy: me(act),
    closedAt: act.at,
    closedOn: act.today,
    closeReason: 'rectified',
  }) as const;

export const close = onHazard(hazardMoves.close, (act, { note }, h) => {
  act.change(hazard, h, closed(act));
  act.note(`销号${note ? `：${note}` : ''}`);
  return { state: 'closed' };
});

export const confirm = onHazard(hazardMoves.confirm, async (act, { note }, h) => {
  act.change(hazard, h, closed(act));
  await settleRectification(act, h, passed(act, note));
  act.note(`确认销号：${note}`);
  return { state: 'closed' };
});
