import { refuse } from '#kernel';
import { hazardMoves } from '../domain/moves/index.ts';
import { lookBackWords } from '../domain/words.ts';
import { extension, lookBack as lookBackSubject } from '../rounds.ts';
import { hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';
import { ofHazard, settleExtension } from './rounds.ts';
import { into } from './step.ts';

export const askExtension = onHazard(hazardMoves.askExtension, (act, { until, reason }, h) => {
  if (h.extensionUntil) return refuse('NO_SUCH_MOVE', `已有延期申请（至 ${h.extensionUntil}）在等审批`);
  act.change(hazard, h, { extensionUntil: until });
  act.create(extension, {
    ...ofHazard(h),
    dueOn: h.dueOn,
    until,
    reason,
    askedBy: me(act),
    askedByName: act.actor.name,
    askedAt: act.at,
  });
  act.note(`申请延期至 ${until}：${reason}`);
  return { state: h.state };
});

export const grantExtension = onHazard(hazardMoves.grantExtension, async (act, { reason }, h) => {
  act.change(hazard, h, { dueOn: h.extensionUntil, extensionUntil: null, extensions: h.extensions + 1 });
  await settleExtension(act, h, 'granted', reason);
  act.note(`同意延期，${h.dueOn} 改为 ${h.extensionUntil}：${reason}`);
  return { state: h.state, dueOn: h.extensionUntil };
});

export const refuseExtension = onHazard(hazardMoves.refuseExtension, async (act, { reason }, h) => {
  act.change(hazard, h, { extensionUntil: null });
  await settleExtension(act, h, 'refused', reason);
  act.note(`不同意延期至 ${h.extensionUntil}：${reason}`);
  return { state: h.state };
});

export const reopen = onHazard(hazardMoves.reopen, (act, { dueOn, reason }, h) => {
  act.change(hazard, h, {
    ...into(act, 'assigned', h.loop),
    checkedBy: null,
    dueOn,
    reopens: h.reopens + 1,
    closedOn: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    lookBackResult: null,
  });
  act.note(`重开，${dueOn} 前重新整改：${reason}`);
  return { state: 'assigned' };
});

export const lookBack = onHazard(hazardMoves.lookBack, (act, { result, note }, h) => {
  act.change(hazard, h, { lookBackResult: result });
  act.create(lookBackSubject, {
    ...ofHazard(h),
    lookedOn: act.today,
    result,
    note,
    lookedBy: me(act),
    lookedByName: act.actor.name,
    lookedAt: act.at,
  });
  act.note(`回头看${lookBackWords[result]}：${note}`);
  return { lookBackResult: result };
});
