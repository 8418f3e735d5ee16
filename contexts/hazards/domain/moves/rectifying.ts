import { ask, optional } from '#kernel';
import { dueOn, measure, note, person, photos, reason } from './fields.ts';
import { LAW, move, NOTICE } from './row.ts';
import { byClosers, byManagers, byOfficers, byOtherManager, byOwnManagers, byOwnPeople, byVerifiers } from './who.ts';

const SELF = `${LAW} §41.2`;

/** 派发: five things fixed (五落实) — measure, person, money, time limit, emergency plan. */
export const assign = move({
  verb: 'assign',
  title: '派发',
  cite: `${LAW} §65(3)`,
  may: byOfficers,
  ways: { common: { from: { judged: 'assigned' }, waits: { title: '待派发' } } },
  fields: {
    measure,
    person,
    moneyYuan: ask.number('资金', { min: 0, max: 1e10, digits: 2, unit: '元', hint: '不需花钱的填 0', starts: true }),
    dueOn,
    plan: ask.lines('应急预案', 1000, {
      starts: true,
      phrases: ['整改前停止相关作业，撤出人员', '专人监护，设置警戒标志', '按企业现场处置方案执行'],
    }),
  },
  batch: {},
});

/** 安排整改: the enterprise's own hazard gets a person and a day. */
export const arrange = move({
  verb: 'arrange',
  title: '安排整改',
  cite: SELF,
  may: byOwnManagers,
  ways: {
    self: {
      from: { found: 'assigned', assigned: 'assigned' },
      titles: { assigned: '调整安排' },
      waits: { title: '待安排（自查）', from: ['found'] },
    },
  },
  fields: { measure, person, dueOn: { ...dueOn, starts: true } },
  offline: true,
});

/** 整改完成: with a note and photos of the mended place; in a self-check anybody of the enterprise may say so. */
export const rectify = move({
  verb: 'rectify',
  title: '整改完成',
  cite: SELF,
  may: byManagers,
  ways: {
    common: { from: { assigned: 'rectified' }, waits: { title: '待整改' } },
    self: {
      from: { assigned: 'rectified' },
      may: byOwnPeople,
      waits: { title: '待整改（自查）', key: 'rectify-self' },
    },
  },
  fields: {
    note: note([
      '已按措施整改到位',
      '已更换并试运行正常',
      '已恢复防护设施',
      '已清理并设置警示标志',
      '已对相关人员重新培训',
    ]),
    photos,
  },
  offline: true,
  signs: 'rectifiedBy',
  formerly: ['mend'],
});

/** 复查合格: by somebody else than who mended it, with photos from the place. */
export const verify = move({
  verb: 'verify',
  title: '复查合格',
  cite: `${LAW} §65(3)`,
  may: byVerifiers,
  ways: { common: { from: { rectified: 'verified' }, waits: { title: '待复查' } } },
  signs: 'checkedBy',
  fields: {
    note: note(['现场复查，已整改到位', '查验资料和现场，符合要求', '防护设施已恢复', '已查阅整改记录']),
    photos,
  },
  batch: {},
  offline: true,
  shows: 'work',
});

/** 销号. */
export const close = move({
  verb: 'close',
  title: '销号',
  cite: `${NOTICE} 二(一)`,
  may: byClosers,
  ways: { common: { from: { verified: 'closed' }, waits: { title: '待销号' } } },
  fields: { note: optional(note(['整改合格，予以销号'])) },
  batch: {},
  offline: true,
  shows: 'work',
});

/** 确认销号 of a self-check, by another person of the enterprise. */
export const confirm = move({
  verb: 'confirm',
  title: '确认销号',
  cite: SELF,
  may: byOtherManager,
  ways: { self: { from: { rectified: 'closed' }, waits: { title: '待确认（自查）' } } },
  fields: { note: note(['现场确认，已整改到位', '已查看整改照片和现场']) },
  offline: true,
  shows: 'work',
});

/** 退回重改: by the officers, inside the enterprise by its managers. */
export const giveBack = move({
  verb: 'giveBack',
  title: '退回重改',
  cite: `${LAW} §65(3)`,
  may: byOfficers,
  ways: {
    common: { from: { rectified: 'assigned', verified: 'assigned' } },
    self: { from: { rectified: 'assigned' }, may: byOwnManagers, cite: SELF },
  },
  fields: { reason: reason(['整改措施未落实到位', '照片不能证明已整改', '现场与照片不符', '未见整改记录']) },
  offline: true,
  backward: true,
  shows: 'work',
  formerly: ['giveBackSelf'],
});
