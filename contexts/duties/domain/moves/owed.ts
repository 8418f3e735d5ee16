import { ask, optional } from '#kernel';
import { LAW, move, NOTICE } from './row.ts';
import { byApprovers, byOwers, byReviewers, byUrgers, waitsHere } from './who.ts';

const reason = (phrases: readonly string[]) => ask.lines('理由', 500, { phrases });

/** 上报: what proves it is handed in; the same material may prove several at once. */
export const handIn = move({
  verb: 'handIn',
  title: '上报',
  cite: `${LAW} §41`,
  may: byOwers,
  ways: {
    reviewed: {
      from: { owed: 'handed-in', returned: 'handed-in' },
      titles: { returned: '补正上报' },
      waits: { title: '待上报', show: 'todo=1' },
    },
    kept: { from: { owed: 'accepted' }, waits: { title: '待上报', key: 'handInKept', show: 'todo=1' } },
  },
  fields: {
    note: ask.lines('情况说明', 1000, { phrases: ['已按要求办理，材料附后', '本期没有此类情况'] }),
    representsFrom: ask.day('材料反映的首日', { hint: '材料说的是哪一天或者哪一段时间，不是上传的日子' }),
    representsTo: ask.day('材料反映的末日'),
    photos: optional(ask.of('photos', '材料', { max: 12, hint: '照片或 PDF' })),
    also: optional(ask.of('others', '同一份材料还证明')),
  },
  offline: true,
  signs: 'handedInBy',
});

/** 撤回: before anybody judged it, who handed it in takes it back. */
export const takeBack = move({
  verb: 'takeBack',
  title: '撤回',
  cite: `${NOTICE} 二(二)`,
  may: byOwers,
  ways: { reviewed: { from: { 'handed-in': 'owed' } } },
  fields: { reason: reason(['材料有误，重新上报']) },
  backward: true,
});

/** 审核通过. */
export const accept = move({
  verb: 'accept',
  title: '审核通过',
  cite: `${LAW} §62`,
  may: byReviewers,
  ways: { reviewed: { from: { 'handed-in': 'accepted' }, waits: { title: '待审核', where: waitsHere } } },
  fields: { note: optional(ask.lines('审核意见', 500, { phrases: ['材料齐全，符合要求'] })) },
  batch: {},
});

/** 退回补正: also what was accepted and then found wrong. */
export const giveBack = move({
  verb: 'giveBack',
  title: '退回补正',
  cite: `${LAW} §62`,
  may: byReviewers,
  ways: {
    reviewed: {
      from: { 'handed-in': 'returned', accepted: 'returned' },
      titles: { accepted: '重新退回' },
    },
  },
  fields: {
    reason: ask.lines('退回原因', 500, { phrases: ['材料不清晰', '缺主要负责人签字', '与所属期不符'] }),
    redoBy: ask.day('补正期限', { notPast: true }),
  },
  backward: true,
});

/** 免办: with a reason, by somebody who answers for it, until a day. */
export const excuse = move({
  verb: 'excuse',
  title: '批准免办',
  cite: `${NOTICE} 二(二)`,
  may: byApprovers,
  ways: {
    reviewed: { from: { owed: 'excused', returned: 'excused' } },
    kept: { from: { owed: 'excused' } },
  },
  fields: {
    reason: reason(['停产期间不具备条件', '本年度没有此项业务']),
    until: ask.day('免办到', { notPast: true, hint: '这一天以前到期的各期都免办' }),
  },
});

/** 恢复应办. */
export const resume = move({
  verb: 'resume',
  title: '恢复应办',
  cite: `${NOTICE} 二(二)`,
  may: byApprovers,
  ways: { reviewed: { from: { excused: 'owed' } }, kept: { from: { excused: 'owed' } } },
  fields: { reason: reason(['免办的情形已经消除']) },
  backward: true,
});

/** 催办. */
export const urge = move({
  verb: 'urge',
  title: '催办',
  cite: `${LAW} §62`,
  may: byUrgers,
  ways: { reviewed: { from: { owed: 'same', returned: 'same' } }, kept: { from: { owed: 'same' } } },
  fields: { note: optional(ask.lines('催办内容', 500, { phrases: ['请按期上报', '已逾期，请立即上报'] })) },
  batch: {},
});
