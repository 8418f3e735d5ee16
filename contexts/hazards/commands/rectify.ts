import { attachPhotos, type PhotosGiven } from '#documents';
import type { Act } from '#kernel';
import { hazardMoves } from '../domain/moves/index.ts';
import { type Hazard, hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';
import { settleExtension } from './rounds.ts';

const attach = (act: Act, h: Hazard, purpose: 'after' | 'check', photos: PhotosGiven) =>
  attachPhotos(act, {
    kind: hazard.kind,
    id: h.id,
    town: h.town,
    enterprise: h.enterprise,
    seenBy: h.analysisExpert ? [h.analysisExpert] : [],
    purpose,
    photos,
  });

export const rectify = onHazard(hazardMoves.rectify, async (act, { note, photos }, h) => {
  const no = await attach(act, h, 'after', photos);
  if (no) return no;
  act.change(hazard, h, {
    state: 'rectified',
    rectifiedBy: me(act),
    rectifiedAt: act.at,
    rectifiedNote: note,
    extensionUntil: null,
  });
  if (h.extensionUntil) await settleExtension(act, h, 'lapsed', '未批先整改完成');
  act.note(`整改完成：${note}`);
  return { state: 'rectified' };
});

export const verify = onHazard(hazardMoves.verify, async (act, { note, photos }, h) => {
  const no = await attach(act, h, 'check', photos);
  if (no) return no;
  act.change(hazard, h, { state: 'verified', verifiedBy: me(act), verifiedAt: act.at, verifiedNote: note });
  act.note(`复查合格：${note}`);
  return { state: 'verified' };
});

export const giveBack = onHazard(hazardMoves.giveBack, (act, { reason }, h) => {
  act.change(hazard, h, { state: 'assigned', returns: h.returns + 1 });
  act.note(`退回重改：${reason}`);
  return { state: 'assigned' };
});

const closed = (act: Act) =>
  ({ state: 'closed', closedBy: me(act), closedAt: act.at, closedOn: act.today, closeReason: 'rectified' }) as const;

export const close = onHazard(hazardMoves.close, (act, { note }, h) => {
  act.change(hazard, h, closed(act));
  act.note(`销号${note ? `：${note}` : ''}`);
  return { state: 'closed' };
});

export const confirm = onHazard(hazardMoves.confirm, (act, { note }, h) => {
  act.change(hazard, h, { ...closed(act), verifiedBy: me(act), verifiedAt: act.at, verifiedNote: note });
  act.note(`确认销号：${note}`);
  return { state: 'closed' };
});
