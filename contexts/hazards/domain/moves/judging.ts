import { ask, optional } from '#kernel';
import { levelWords } from '../words.ts';
import { reason } from './fields.ts';
import { LAW, move } from './row.ts';
import { byOfficers, byOwnManagers, byTakers } from './who.ts';

/** 判定: general or major; a major one cites the criterion in force on the day of the finding. */
export const judge = move({
  verb: 'judge',
  title: '判定',
  cite: `${LAW} §118、§41`,
  may: byOfficers,
  ways: {
    common: {
      from: { found: 'judged', judged: 'judged' },
      titles: { judged: '重新判定' },
      waits: { title: '待判定', from: ['found'] },
    },
  },
  fields: {
    level: ask.choice('级别', { general: levelWords.general, major: levelWords.major }, { starts: true }),
    criterion: optional(ask.code('判定标准条目', 'criterion', { max: 80, starts: true }), {
      field: 'level',
      is: 'major',
      say: '判为重大隐患须引用判定标准条目',
    }),
    reason: ask.lines('判定理由', 500, {
      phrases: ['危害和整改难度较小，发现后能够立即整改', '符合所引判定标准条目的情形'],
    }),
  },
  // A major hazard cites its own criterion, so only 一般 is judged in bulk.
  batch: { title: '判定为一般', fixed: { level: 'general' } },
});

/** 不构成隐患: closed with a reason, never deleted. */
export const dismiss = move({
  verb: 'dismiss',
  title: '不构成隐患',
  cite: `${LAW} §65`,
  may: byOfficers,
  ways: { common: { from: { found: 'closed' } } },
  fields: { reason: reason(['经核实不违反规定', '与已登记的隐患重复']) },
  danger: true,
});

/** 上报镇里: the enterprise finds more than it can mend by itself. */
export const elevate = move({
  verb: 'elevate',
  title: '上报镇里',
  cite: `${LAW} §41.2`,
  may: byOwnManagers,
  ways: { self: { from: { found: 'same' }, into: { loop: 'common', state: 'found' } } },
  fields: { reason: reason(['本企业无力整改', '涉及周边单位']) },
});

/** 转入监管闭环: an officer takes an enterprise's own finding over, at any state. */
export const takeOver = move({
  verb: 'takeOver',
  title: '转入监管闭环',
  cite: `${LAW} §65`,
  may: byTakers,
  ways: {
    self: {
      from: { found: 'found', assigned: 'found', rectified: 'found', closed: 'found' },
      usual: ['found', 'assigned', 'rectified'],
      into: { loop: 'common', state: 'found' },
    },
  },
  fields: { reason: reason(['企业未按期自行整改', '问题较重，需监督整改']) },
});
