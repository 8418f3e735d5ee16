import { ask, is } from '#kernel';
import { lookBackWords } from '../words.ts';
import { dueOn, note, reason } from './fields.ts';
import { LAW, move, NOTICE } from './row.ts';
import { byExtensionJudges, byManagers, byOfficers, byOwnManagers } from './who.ts';

/** 申请延期: until when and why; the old limit stands until somebody agrees. */
export const askExtension = move({
  verb: 'askExtension',
  title: '申请延期',
  cite: `${LAW} §65(3)`,
  may: byManagers,
  ways: { common: { from: { assigned: 'same' } } },
  fields: {
    until: ask.day('延期至', { laterThan: { column: 'dueOn', title: '现期限', word: '延期日' } }),
    reason: reason(['备件采购周期较长', '需停产检修时一并整改']),
  },
});

/** 同意延期. */
export const grantExtension = move({
  verb: 'grantExtension',
  title: '同意延期',
  cite: `${LAW} §65(3)`,
  may: byExtensionJudges,
  ways: {
    common: {
      from: { assigned: 'same' },
      waits: { title: '待审批延期', key: 'extension', first: true, show: 'extension=1' },
    },
  },
  fields: { reason: reason(['情况属实，同意延期', '同意延期，延期内落实临时防范措施']) },
  answers: ['state', 'dueOn'],
  batch: {},
  shows: 'extension',
});

/** 不同意延期. */
export const refuseExtension = move({
  verb: 'refuseExtension',
  title: '不同意延期',
  cite: `${LAW} §65(3)`,
  may: byExtensionJudges,
  ways: { common: { from: { assigned: 'same' } } },
  fields: { reason: reason(['理由不充分，按原期限整改', '风险较大，不宜延期']) },
  shows: 'extension',
});

/** 回头看: a closed hazard is looked at again; 不合格 must then be reopened. */
export const lookBack = move({
  verb: 'lookBack',
  title: '回头看',
  cite: `${NOTICE} 二(一)`,
  may: byOfficers,
  ways: { common: { from: { closed: 'same' }, usual: ['closed'] } },
  fields: { result: ask.choice('结果', lookBackWords), note: note(['整改效果保持良好', '同类问题再次出现']) },
  answers: ['lookBackResult'],
  batch: {},
});

/** 重开: a closed hazard that came back; a self-check by the enterprise. */
export const reopen = move({
  verb: 'reopen',
  title: '重开',
  cite: `${NOTICE} 二(一)`,
  may: byOfficers,
  ways: {
    common: {
      from: { closed: 'assigned' },
      waits: { title: '回头看不合格，待重开', first: true, where: is('lookBackResult', 'fail'), show: 'lookBack=fail' },
    },
    self: { from: { closed: 'assigned' }, may: byOwnManagers, cite: `${LAW} §41.2` },
  },
  fields: { reason: reason(['回头看发现同类问题', '整改后反弹']), dueOn },
  formerly: ['reopenSelf'],
});
