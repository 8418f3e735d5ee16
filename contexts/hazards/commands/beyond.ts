import { firstOf, refuse } from '#kernel';
import { expert as expertSubject } from '#registry';
import { hazardMoves } from '../domain/moves/index.ts';
import { holderWords, supervisionWords } from '../domain/words.ts';
import { consultation, transfer as transferSubject, urging } from '../rounds.ts';
import { hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';
import { ofHazard, openRound } from './rounds.ts';
import { into } from './step.ts';

export const escalate = onHazard(hazardMoves.escalate, (act, { reason }, h) => {
  if (h.heldBy === 'city') return refuse('NO_SUCH_MOVE', '已上报至市级，不能再上报');
  const heldBy = h.heldBy === 'town' ? ('county' as const) : ('city' as const);
  act.change(hazard, h, { heldBy, escalatedAt: act.at, escalateReason: reason });
  act.note(`由${holderWords[h.heldBy]}级上报${holderWords[heldBy]}级：${reason}`);
  return { heldBy };
});

export const supervise = onHazard(hazardMoves.supervise, (act, { supervisedBy, notice }, h) => {
  act.change(hazard, h, { supervisedBy, supervisedOn: act.today, superviseNotice: notice });
  act.note(`${supervisionWords[supervisedBy]}督办，${notice}`);
  return { supervisedBy };
});

export const askAnalysis = onHazard(hazardMoves.askAnalysis, async (act, given, h) => {
  const expert = await act.get(expertSubject, given.expert);
  if (!expert)
    return refuse('INVALID', '没有这位专家', {
      places: [{ place: 'expert', value: given.expert, allowed: '专家库中的专家', message: '请从专家库中选择' }],
    });
  if (!expert.account)
    return refuse('INVALID', `专家${expert.name}没有账号，无法在线会诊`, {
      places: [{ place: 'expert', value: expert.name, allowed: '已开通账号的专家', message: '请先为专家开通账号' }],
    });
  const open = h.analysis === 'asked' ? await openRound(act, 'consultations', h) : null;
  if (open) act.change(consultation, open, { withdrawnAt: act.at });
  act.change(hazard, h, { analysis: 'asked', analysisExpert: expert.account });
  act.create(consultation, {
    ...ofHazard(h),
    expert: expert.account,
    expertName: expert.name,
    question: given.question,
    askedBy: me(act),
    askedByName: act.actor.name,
    askedAt: act.at,
  });
  act.note(`请专家${expert.name}会诊：${given.question}`);
  return { analysis: 'asked' };
});

export const giveAnalysis = onHazard(hazardMoves.giveAnalysis, async (act, { text }, h) => {
  const open = await openRound(act, 'consultations', h);
  act.change(hazard, h, { analysis: 'given' });
  if (open) act.change(consultation, open, { answer: text, answeredAt: act.at });
  act.note(`专家会诊意见：${firstOf(text, 120)}`);
  return { analysis: 'given' };
});

export const transfer = onHazard(hazardMoves.transfer, (act, { department, reason }, h) => {
  act.change(hazard, h, { ...into(act, 'transferred'), transferredTo: department });
  act.create(transferSubject, {
    ...ofHazard(h),
    department,
    reason,
    transferredBy: me(act),
    transferredByName: act.actor.name,
    transferredAt: act.at,
  });
  act.note(`移送${department}：${reason}`);
  return { state: 'transferred' };
});

export const conclude = onHazard(hazardMoves.conclude, async (act, { reply }, h) => {
  const open = await openRound(act, 'transfers', h);
  if (open) act.change(transferSubject, open, { outcome: 'concluded', reply, repliedAt: act.at });
  act.change(hazard, h, {
    ...into(act, 'closed'),
    closedBy: me(act),
    closedAt: act.at,
    closedOn: act.today,
    closeReason: 'transferred',
  });
  act.note(`${h.transferredTo}回复办结：${reply}`);
  return { state: 'closed' };
});

export const takeBack = onHazard(hazardMoves.takeBack, async (act, { reason }, h) => {
  const open = await openRound(act, 'transfers', h);
  if (open) act.change(transferSubject, open, { outcome: 'taken-back', reply: reason, repliedAt: act.at });
  const unjudged = h.level === 'unjudged';
  act.change(hazard, h, {
    ...into(act, 'judged'),
    ...(unjudged ? { level: 'general', judgeReason: '移送前未判定，收回后按一般隐患待重新判定' } : {}),
  });
  act.note(`从${h.transferredTo}收回自办：${reason}`);
  return { state: 'judged' };
});

export const urge = onHazard(hazardMoves.urge, (act, { note }, h) => {
  // The hazard itself stays as it is: what the enterprise is filling in at this moment must not go stale.
  act.create(urging, {
    hazard: h.id,
    town: h.town,
    enterprise: h.enterprise,
    dueOn: h.dueOn,
    urgedBy: me(act),
    urgedByName: act.actor.name,
    urgedAt: act.at,
    note: note ?? null,
  });
  act.note(`催办${h.dueOn ? `（期限 ${h.dueOn}）` : ''}${note ? `：${note}` : ''}`);
  return { state: h.state };
});

export const requestCase = onHazard(hazardMoves.requestCase, (act, { reason }, h) => {
  if (h.caseRequestedAt) return refuse('NO_SUCH_MOVE', '已提请立案，不能重复提请');
  act.change(hazard, h, { caseRequestedAt: act.at, caseReason: reason });
  act.note(`提请立案：${reason}`);
  return { caseRequestedAt: act.at };
});
