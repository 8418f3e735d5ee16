import { ask, optional } from '#kernel';
import { supervisionWords } from '../words.ts';
import { reason } from './fields.ts';
import { LAW, move, NOTICE, whileOpen } from './row.ts';
import { byAskedExpert, byOfficers, byOfficersAnyHolder, bySupervisors } from './who.ts';

/** 挂牌督办 of a major hazard: the notice's number is kept. */
export const supervise = move({
  verb: 'supervise',
  title: '挂牌督办',
  cite: `${LAW} §41.3`,
  may: bySupervisors,
  ways: { common: { from: whileOpen } },
  fields: {
    supervisedBy: ask.choice('挂牌级别', supervisionWords),
    notice: ask.text('督办通知书文号', 80, { hint: '如 泽安挂牌〔2022〕3号' }),
  },
  answers: ['supervisedBy'],
});

/** 请专家会诊: the expert then sees this hazard, and only this. */
export const askAnalysis = move({
  verb: 'askAnalysis',
  title: '请专家会诊',
  cite: `${NOTICE} 二(一)`,
  may: byOfficersAnyHolder,
  ways: { common: { from: whileOpen } },
  fields: {
    expert: ask.reference('专家', 'expert', { hint: '从专家库中选择' }),
    question: ask.lines('会诊问题', 1000, { phrases: ['请判断是否构成重大隐患', '请提出整改措施'] }),
  },
  answers: ['analysis'],
  shows: 'question',
});

/** 填写会诊意见. */
export const giveAnalysis = move({
  verb: 'giveAnalysis',
  title: '填写会诊意见',
  cite: `${NOTICE} 二(一)`,
  may: byAskedExpert,
  ways: { common: { from: whileOpen, waits: { title: '待会诊', key: 'analysis', show: 'analysis=asked' } } },
  fields: { text: ask.lines('会诊意见', 4000) },
  answers: ['analysis'],
  shows: 'question',
});

/** 移送: by authority to another department. */
export const transfer = move({
  verb: 'transfer',
  title: '移送',
  cite: `${NOTICE} 六(一)`,
  may: byOfficers,
  ways: { common: { from: { found: 'transferred', judged: 'transferred', assigned: 'transferred' } } },
  fields: {
    department: ask.text('接收部门', 60, { hint: '如 县消防救援大队' }),
    reason: reason(['属其他部门法定职责']),
  },
});

/** 移送办结: closed on the department's reply. */
export const conclude = move({
  verb: 'conclude',
  title: '移送办结',
  cite: `${NOTICE} 六(一)`,
  may: byOfficers,
  ways: { common: { from: { transferred: 'closed' }, waits: { title: '待回复办结' } } },
  fields: { reply: ask.lines('部门回复', 1000) },
  shows: 'transfer',
});

/** 收回自办: the department sent it back, or it stays with us. */
export const takeBack = move({
  verb: 'takeBack',
  title: '收回自办',
  cite: `${NOTICE} 六(一)`,
  may: byOfficers,
  ways: { common: { from: { transferred: 'judged' } } },
  fields: { reason: reason(['接收部门退回', '经核实属本部门职责']) },
  shows: 'transfer',
});

/** 催办: the enterprise is told that its limit is near or past; each time stays on record and stands in its 待办. */
export const urge = move({
  verb: 'urge',
  title: '催办',
  cite: `${LAW} §65(3)`,
  may: byOfficersAnyHolder,
  ways: { common: { from: { assigned: 'same' } } },
  fields: {
    note: optional(
      ask.lines('催办内容', 500, { phrases: ['请按期限完成整改并上传照片', '已逾期，请立即整改或申请延期'] }),
    ),
  },
  batch: {},
});

/** 提请立案: the request stays on record; the case itself is opened where cases are kept, which is not connected yet (未接入). */
export const requestCase = move({
  verb: 'requestCase',
  title: '提请立案',
  cite: `${LAW} §102`,
  may: byOfficers,
  ways: {
    common: { from: whileOpen },
  },
  fields: { reason: reason(['拒不整改', '构成重大隐患且未采取措施消除']) },
  answers: ['caseRequestedAt'],
  formerly: ['convert'],
});

/** 逐级上报: what this level really cannot solve goes one level up — town → county → city — with the reason. */
export const escalate = move({
  verb: 'escalate',
  title: '逐级上报',
  cite: `${NOTICE} 二(一)`,
  may: byOfficers,
  ways: {
    common: { from: whileOpen },
  },
  fields: { reason: reason(['超出本级职权', '整改需上级协调']) },
  answers: ['heldBy'],
});
