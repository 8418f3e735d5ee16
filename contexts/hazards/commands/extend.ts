import { z } from 'zod';
import { command, refuse } from '#kernel';
import { loopOf } from '../domain/loop.ts';
import { byExtensionJudges, byManagers, byOfficers, byOwnManagers } from '../policy.ts';
import { hazard } from '../subjects.ts';
import { dayGiven, onHazard, sentence } from './given.ts';

/** 申请延期: until when and why; the old limit stands until somebody agrees. */
export const askExtension = command({
  name: 'hazards.ask-extension',
  title: '申请延期',
  input: z.strictObject({ ...onHazard, until: dayGiven.optional(), reason: sentence('延期理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'askExtension' },
  may: byManagers,
  handle(act, given, h) {
    if (given.until! <= h.dueOn!) {
      return refuse('INVALID', `延期日 ${given.until} 不晚于现期限 ${h.dueOn}`, {
        places: [{ place: 'until', value: given.until, allowed: `晚于 ${h.dueOn}`, message: '延期日须晚于现期限' }],
      });
    }
    if (h.extensionUntil) return refuse('NO_SUCH_MOVE', `已有延期申请（至 ${h.extensionUntil}）在等审批`);
    act.change(hazard, h, { extensionUntil: given.until!, extensionReason: given.reason! });
    act.note(`申请延期至 ${given.until}：${given.reason}`);
    return { state: h.state };
  },
});

const verdict = z.strictObject({ ...onHazard, reason: sentence('审批意见').optional() });

/** 同意延期. */
export const grantExtension = command({
  name: 'hazards.grant-extension',
  title: '同意延期',
  input: verdict,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'grantExtension' },
  may: byExtensionJudges,
  handle(act, given, h) {
    act.change(hazard, h, { dueOn: h.extensionUntil!, extensionUntil: null, extensions: h.extensions + 1 });
    act.note(`同意延期，${h.dueOn} 改为 ${h.extensionUntil}：${given.reason}`);
    return { state: h.state, dueOn: h.extensionUntil };
  },
});

/** 不同意延期. */
export const refuseExtension = command({
  name: 'hazards.refuse-extension',
  title: '不同意延期',
  input: verdict,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'refuseExtension' },
  may: byExtensionJudges,
  handle(act, given, h) {
    act.change(hazard, h, { extensionUntil: null, extensionReason: null });
    act.note(`不同意延期至 ${h.extensionUntil}：${given.reason}`);
    return { state: h.state };
  },
});

const reopening = z.strictObject({ ...onHazard, reason: sentence('理由').optional(), dueOn: dayGiven.optional() });
type Reopening = z.output<typeof reopening>;

function reopened(
  act: Parameters<typeof askExtension.handle>[0],
  given: Reopening,
  h: Parameters<typeof askExtension.handle>[2],
) {
  if (given.dueOn! < act.today) {
    return refuse('INVALID', `整改期限 ${given.dueOn} 早于今天 ${act.today}`, {
      places: [{ place: 'dueOn', value: given.dueOn, allowed: `不早于 ${act.today}`, message: '整改期限不能早于今天' }],
    });
  }
  act.change(hazard, h, {
    state: 'assigned',
    dueOn: given.dueOn!,
    reopens: h.reopens + 1,
    closedOn: null,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    lookedBackOn: null,
    lookBackResult: null,
  });
  act.note(`重开，${given.dueOn} 前重新整改：${given.reason}`);
  return { state: 'assigned' };
}

/** 重开: a closed hazard that came back. */
export const reopen = command({
  name: 'hazards.reopen',
  title: '重开',
  input: reopening,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'reopen' },
  may: byOfficers,
  handle: reopened,
});

/** 重开 of a self-check, by the enterprise. */
export const reopenSelf = command({
  name: 'hazards.reopen-self',
  title: '重开',
  input: reopening,
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'reopenSelf' },
  may: byOwnManagers,
  handle: reopened,
});
