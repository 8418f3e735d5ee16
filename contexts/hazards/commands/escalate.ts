import { z } from 'zod';
import { command, refuse } from '#kernel';
import { expert as expertSubject } from '#registry';
import { loopOf } from '../domain/loop.ts';
import { holderWords, lookBackWords, supervisionWords } from '../domain/words.ts';
import { byAskedExpert, byOfficers, byOfficersAnyHolder, bySupervisors } from '../policy.ts';
import { hazard } from '../subjects.ts';
import { id, onHazard, sentence } from './given.ts';

/** 逐级上报: what this level really cannot solve goes one level up — town → county → city — with the reason. */
export const escalate = command({
  name: 'hazards.escalate',
  title: '逐级上报',
  input: z.strictObject({ ...onHazard, reason: sentence('上报理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'escalate' },
  may: byOfficers,
  handle(act, given, h) {
    if (h.heldBy === 'city') return refuse('NO_SUCH_MOVE', '已上报至市级，不能再上报');
    const heldBy = h.heldBy === 'town' ? ('county' as const) : ('city' as const);
    act.change(hazard, h, { heldBy, escalatedAt: act.at, escalateReason: given.reason! });
    act.note(`由${holderWords[h.heldBy]}级上报${holderWords[heldBy]}级：${given.reason}`);
    return { heldBy };
  },
});

/** 挂牌督办 of a major hazard: the notice's number is kept. */
export const supervise = command({
  name: 'hazards.supervise',
  title: '挂牌督办',
  input: z.strictObject({
    ...onHazard,
    supervisedBy: z.enum(['county', 'city', 'province']).optional(),
    notice: sentence('文号', 80).optional(),
  }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'supervise' },
  may: bySupervisors,
  handle(act, given, h) {
    act.change(hazard, h, {
      supervisedBy: given.supervisedBy!,
      supervisedOn: act.today,
      superviseNotice: given.notice!,
    });
    act.note(`${supervisionWords[given.supervisedBy!]}督办，${given.notice}`);
    return { supervisedBy: given.supervisedBy };
  },
});

/** 请专家会诊: the expert then sees this hazard, and only this. */
export const askAnalysis = command({
  name: 'hazards.ask-analysis',
  title: '请专家会诊',
  input: z.strictObject({ ...onHazard, expert: id.optional(), question: sentence('会诊问题', 1000).optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'askAnalysis' },
  may: byOfficersAnyHolder,
  async handle(act, given, h) {
    const expert = await act.get(expertSubject, given.expert!);
    if (!expert)
      return refuse('INVALID', '没有这位专家', {
        places: [{ place: 'expert', value: given.expert, allowed: '专家库中的专家', message: '请从专家库中选择' }],
      });
    if (!expert.account)
      return refuse('INVALID', `专家${expert.name}没有账号，无法在线会诊`, {
        places: [{ place: 'expert', value: expert.name, allowed: '已开通账号的专家', message: '请先为专家开通账号' }],
      });
    act.change(hazard, h, {
      analysis: 'asked',
      analysisExpert: expert.account,
      analysisQuestion: given.question!,
      analysisText: null,
    });
    act.note(`请专家${expert.name}会诊：${given.question}`);
    return { analysis: 'asked' };
  },
});

/** 填写会诊意见. */
export const giveAnalysis = command({
  name: 'hazards.give-analysis',
  title: '填写会诊意见',
  input: z.strictObject({ ...onHazard, text: sentence('会诊意见', 4000).optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'giveAnalysis' },
  may: byAskedExpert,
  handle(act, given, h) {
    act.change(hazard, h, { analysis: 'given', analysisText: given.text! });
    act.note(`专家会诊意见：${given.text!.slice(0, 120)}`);
    return { analysis: 'given' };
  },
});

/** 移送: by authority to another department. */
export const transfer = command({
  name: 'hazards.transfer',
  title: '移送',
  input: z.strictObject({
    ...onHazard,
    department: sentence('接收部门', 60).optional(),
    reason: sentence('移送理由').optional(),
  }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'transfer' },
  may: byOfficers,
  handle(act, given, h) {
    act.change(hazard, h, {
      state: 'transferred',
      transferredTo: given.department!,
      transferredAt: act.at,
      transferReason: given.reason!,
      transferReply: null,
    });
    act.note(`移送${given.department}：${given.reason}`);
    return { state: 'transferred' };
  },
});

/** 移送办结: closed on the department's reply. */
export const conclude = command({
  name: 'hazards.conclude',
  title: '移送办结',
  input: z.strictObject({ ...onHazard, reply: sentence('部门回复', 1000).optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'conclude' },
  may: byOfficers,
  handle(act, given, h) {
    act.change(hazard, h, {
      state: 'closed',
      transferReply: given.reply!,
      closedBy: act.actor.account || null,
      closedAt: act.at,
      closedOn: act.today,
      closeReason: 'transferred',
    });
    act.note(`${h.transferredTo}回复办结：${given.reply}`);
    return { state: 'closed' };
  },
});

/** 收回自办: the department sent it back, or it stays with us. */
export const takeBack = command({
  name: 'hazards.take-back',
  title: '收回自办',
  input: z.strictObject({ ...onHazard, reason: sentence('理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'takeBack' },
  may: byOfficers,
  handle(act, given, h) {
    if (h.level === 'unjudged')
      act.change(hazard, h, {
        state: 'judged',
        level: 'general',
        judgeReason: '移送前未判定，收回后按一般隐患待重新判定',
        transferReply: given.reason!,
      });
    else act.change(hazard, h, { state: 'judged', transferReply: given.reason! });
    act.note(`从${h.transferredTo}收回自办：${given.reason}`);
    return { state: 'judged' };
  },
});

/** 提请立案: leaves the request on record; the case itself is opened where cases are kept, which is not connected yet (未接入). */
export const convert = command({
  name: 'hazards.convert',
  title: '提请立案',
  input: z.strictObject({ ...onHazard, reason: sentence('理由').optional() }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'convert' },
  may: byOfficers,
  handle(act, given, h) {
    if (h.caseRequestedAt) return refuse('NO_SUCH_MOVE', '已提请立案，不能重复提请');
    act.change(hazard, h, { caseRequestedAt: act.at, caseReason: given.reason! });
    act.note(`提请立案：${given.reason}`);
    return { caseRequested: true };
  },
});

/** 回头看: a closed hazard is looked at again; 不合格 must then be reopened. */
export const lookBack = command({
  name: 'hazards.look-back',
  title: '回头看',
  input: z.strictObject({
    ...onHazard,
    result: z.enum(['pass', 'fail']).optional(),
    note: sentence('情况说明', 1000).optional(),
  }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'lookBack' },
  may: byOfficers,
  handle(act, given, h) {
    act.change(hazard, h, { lookedBackOn: act.today, lookBackResult: given.result! });
    act.note(`回头看${lookBackWords[given.result!]}：${given.note}`);
    return { result: given.result };
  },
});
