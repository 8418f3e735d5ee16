/** Words of 责任落实: code → 中文. Tables, forms and exports read the same ones. */
export const stateWords = {
  owed: '应办',
  'handed-in': '待审核',
  returned: '退回补正',
  accepted: '已办结',
  excused: '免办',
  ended: '不再适用',
} as const;
export type OwedState = keyof typeof stateWords;

/** 义务主体. */
export const owesWords = { enterprise: '企业', person: '人员', town: '镇', county: '县局' } as const;
/** 周期. */
export const everyWords = {
  week: '每周',
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  'two-years': '每两年',
} as const;
/** 证明材料. */
export const proofWords = {
  report: '书面报告',
  statistics: '统计表',
  record: '记录',
  photo: '照片',
  certificate: '证书',
  agreement: '协议或合同',
  drawing: '图纸',
  document: '文件',
} as const;
/** 审核单位. */
export const reviewerWords = { town: '镇应急管理中心', county: '县应急管理局', none: '备案，不审核' } as const;

/** 流程: what is handed in is looked at, or is on record at once. */
export const loopWords = { reviewed: '审核', kept: '备案' } as const;
/** States of 审核 that people lead to. */
export const reviewedStates = [
  'owed',
  'handed-in',
  'returned',
  'accepted',
  'excused',
] as const satisfies readonly OwedState[];
export type ReviewedState = (typeof reviewedStates)[number];
/** States of 备案: nobody looks at it, so nothing waits and nothing is sent back. */
export const keptStates = ['owed', 'accepted', 'excused'] as const satisfies readonly OwedState[];
export type KeptState = (typeof keptStates)[number];

/** 时限情况 of a day, computed and never stored: missed stays missed also when it comes late. */
export const timeWords = {
  upcoming: '未到办理期',
  due: '办理期内',
  missed: '逾期未报',
  late: '迟报',
  done: '按期',
  free: '不计时限',
} as const;
export type TimeState = keyof typeof timeWords;

/** 审核结论 of one hand-in. */
export const verdictWords = { accepted: '审核通过', returned: '退回补正', 'taken-back': '上报人撤回' } as const;
export type Verdict = keyof typeof verdictWords;
