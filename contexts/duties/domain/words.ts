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

/** 流程: what is handed in is looked at, or is on record at once. */
export const loopWords = { reviewed: '审核', kept: '备案' } as const;
/** States of 备案: nobody looks at it, so nothing waits and nothing is sent back. */
export const keptStates = ['owed', 'accepted', 'excused', 'ended'] as const satisfies readonly OwedState[];
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
