import { z } from 'zod';
import { attachPhotos } from '#documents';
import { type Act, command } from '#kernel';
import { loopOf } from '../domain/loop.ts';
import {
  byClosers,
  byManagers,
  byOfficers,
  byOtherManager,
  byOwnManagers,
  byOwnPeople,
  byVerifiers,
} from '../policy.ts';
import { type Hazard, hazard } from '../subjects.ts';
import { onHazard, photos, sentence } from './given.ts';

const evidence = z.strictObject({
  ...onHazard,
  note: sentence('情况说明', 1000).optional(),
  photos: photos.optional(),
});

const attach = (act: Act, h: Hazard, purpose: 'after' | 'check', list: z.output<typeof photos> | undefined) =>
  attachPhotos(act, {
    kind: 'hazard',
    id: h.id,
    town: h.town,
    enterprise: h.enterprise,
    seenBy: h.analysisExpert ? [h.analysisExpert] : [],
    purpose,
    photos: list ?? [],
  });

async function mended(act: Act, given: z.output<typeof evidence>, h: Hazard) {
  const no = await attach(act, h, 'after', given.photos);
  if (no) return no;
  act.change(hazard, h, {
    state: 'rectified',
    rectifiedBy: act.actor.account || null,
    rectifiedAt: act.at,
    rectifiedNote: given.note!,
    extensionUntil: null,
    extensionReason: null,
  });
  act.note(`整改完成：${given.note}`);
  return { state: 'rectified' };
}

/** 整改完成: with a note and photos of the mended place. */
export const rectify = command({
  name: 'hazards.rectify',
  title: '整改完成',
  input: evidence,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'rectify' },
  may: byManagers,
  handle: mended,
});

/** 整改完成 of a self-check: anybody of the enterprise may say so, a manager then confirms. */
export const mend = command({
  name: 'hazards.mend',
  title: '整改完成',
  input: evidence,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'mend' },
  may: byOwnPeople,
  handle: mended,
});

/** 复查合格: by somebody else than who mended it, with photos from the place. */
export const verify = command({
  name: 'hazards.verify',
  title: '复查合格',
  input: evidence,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'verify' },
  may: byVerifiers,
  async handle(act, given, h) {
    const no = await attach(act, h, 'check', given.photos);
    if (no) return no;
    act.change(hazard, h, {
      state: 'verified',
      verifiedBy: act.actor.account || null,
      verifiedAt: act.at,
      verifiedNote: given.note!,
    });
    act.note(`复查合格：${given.note}`);
    return { state: 'verified' };
  },
});

const reasoned = z.strictObject({ ...onHazard, reason: sentence('理由').optional() });

function sentBack(act: Act, given: z.output<typeof reasoned>, h: Hazard) {
  act.change(hazard, h, { state: 'assigned', returns: h.returns + 1 });
  act.note(`退回重改：${given.reason}`);
  return { state: 'assigned' };
}

/** 退回重改. */
export const giveBack = command({
  name: 'hazards.give-back',
  title: '退回重改',
  input: reasoned,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'giveBack' },
  may: byOfficers,
  handle: sentBack,
});

/** 退回重改 inside the enterprise. */
export const giveBackSelf = command({
  name: 'hazards.give-back-self',
  title: '退回重改',
  input: reasoned,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'giveBackSelf' },
  may: byOwnManagers,
  handle: sentBack,
});

const closing = z.strictObject({ ...onHazard, note: sentence('情况说明', 1000).optional() });

function closed(act: Act, given: z.output<typeof closing>, h: Hazard) {
  const self = h.loop === 'self';
  act.change(hazard, h, {
    state: 'closed',
    closedBy: act.actor.account || null,
    closedAt: act.at,
    closedOn: act.today,
    closeReason: 'rectified',
    ...(self ? { verifiedBy: act.actor.account || null, verifiedAt: act.at, verifiedNote: given.note! } : {}),
  });
  act.note(self ? `确认销号：${given.note}` : `销号${given.note ? `：${given.note}` : ''}`);
  return { state: 'closed' };
}

/** 销号. */
export const close = command({
  name: 'hazards.close',
  title: '销号',
  input: closing,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'close' },
  may: byClosers,
  handle: closed,
});

/** 确认销号 of a self-check, by another person of the enterprise. */
export const confirm = command({
  name: 'hazards.confirm',
  title: '确认销号',
  input: closing,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'confirm' },
  may: byOtherManager,
  handle: closed,
});
