/** Words of the hazard ledger (隐患台账): code → 中文. The same noun everywhere, from table to button. */
export const stateWords = {
  found: '待判定',
  judged: '待派发',
  assigned: '整改中',
  rectified: '待复查',
  verified: '待销号',
  closed: '已销号',
  transferred: '已移送',
} as const;
export type HazardState = keyof typeof stateWords;

/** States of the enterprise's own loop read differently: nobody judges or assigns from outside. */
export const selfStateWords = { found: '待安排', assigned: '整改中', rectified: '待确认', closed: '已销号' } as const;
export type SelfState = keyof typeof selfStateWords;

/** 级别. 安全生产法(2021) §118 leaves the criteria of major to the ministry. */
export const levelWords = { unjudged: '未判定', general: '一般', major: '重大' } as const;
/** Code of a level. */
export type HazardLevel = keyof typeof levelWords;

/** 来源: where a finding came from. */
export const originWords = {
  'self-check': '企业自查',
  'enterprise-report': '企业上报',
  inspection: '执法检查',
  expert: '专家会诊',
  alarm: '监测报警',
  'public-report': '群众举报',
  'look-back': '回头看',
  'transfer-in': '移送转入',
} as const;
/** Code of an origin. */
export type HazardOrigin = keyof typeof originWords;

/** 类别, for finding what recurs. */
export const categoryWords = {
  equipment: '设备设施',
  process: '工艺',
  environment: '作业环境',
  behaviour: '作业行为',
  management: '管理体系',
  'confined-space': '有限空间',
  dust: '涉爆粉尘',
  smelting: '冶炼铸造',
  electrical: '电气',
  fire: '消防',
  other: '其他',
} as const;
/** Code of a category. */
export type HazardCategory = keyof typeof categoryWords;

/** 流转: which declared table a hazard moves through. */
export const loopWords = { common: '监管闭环', self: '自查自改' } as const;
/** Code of a loop. */
export type Loop = keyof typeof loopWords;

/** 牵头: the level that leads, after 逐级上报. */
export const holderWords = { town: '镇', county: '县', city: '市' } as const;
/** 挂牌督办 by level. */
export const supervisionWords = { county: '县级挂牌', city: '市级挂牌', province: '省级挂牌' } as const;
/** 专家会诊. */
export const analysisWords = { none: '未请', asked: '已请专家', given: '专家已答' } as const;
/** 销号原因. */
export const closeReasonWords = { rectified: '整改合格', dismissed: '不构成隐患', transferred: '移送办结' } as const;
/** What a photo of a hazard shows. */
export const photoWords = { before: '整改前', after: '整改后', check: '复查', other: '其他' } as const;
/** What a photo shows, and of which time where it was rectified several times. */
export function photoTitle(photo: { purpose: string; round: string | null }, times: readonly { id: string }[]): string {
  const nth = times.findIndex((one) => one.id === photo.round) + 1;
  return `${nth > 0 && times.length > 1 ? `第${String(nth)}次` : ''}${photoWords[photo.purpose as keyof typeof photoWords] ?? photoWords.other}`;
}
/** 整改的结果. */
export const rectificationWords = { passed: '合格', returned: '退回重改', 'taken-over': '转入监管闭环' } as const;
/** 延期审批. */
export const extensionVerdictWords = { granted: '同意', refused: '不同意', lapsed: '未批先整改完成' } as const;
/** 移送: where a transfer stands. */
export const transferWords = { waiting: '待回复', answered: '已回复' } as const;
/** 监管责任人 on the day of the finding. */
export const responsibleWords = { known: '明确', unknown: '不明' } as const;
/** Whether an enterprise reported by itself within the last 30 days. */
export const reportedWords = { yes: '已上报', no: '未上报' } as const;
/** 移送结果. */
export const transferOutcomeWords = { concluded: '移送办结', 'taken-back': '收回自办' } as const;
/** 回头看 results. */
export const lookBackWords = { pass: '合格', fail: '不合格' } as const;

/** States in which work is still to be done. */
export const openStates: readonly HazardState[] = [
  'found',
  'judged',
  'assigned',
  'rectified',
  'verified',
  'transferred',
];

/** States in which the enterprise's clock runs. */
export const clockStates: readonly HazardState[] = ['assigned'];

/** 单元 of a 重大危险源辨识 (GB 18218). */
export const sourceUnitWords = { production: '生产单元', storage: '储存单元' } as const;
