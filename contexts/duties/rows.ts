/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 上报与审核：一件应办事项每上报一次一行 */
export interface HandIn {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 应办事项 */
  owed: string;
  /** 上报材料 */
  proof: string;
  /** 企业 */
  enterprise: string | null;
  /** 所在镇，随企业 */
  town: string | null;
  /** 上报日 */
  handedInOn: string;
  /** 审核结论 */
  verdict: 'accepted' | 'returned' | 'taken-back' | null;
  /** 审核意见 */
  verdictNote: string | null;
  /** 补正期限 */
  redoBy: string | null;
  /** 审核人账号 */
  judgedBy: string | null;
  /** 审核人 */
  judgedByName: string | null;
  /** 审核时间 */
  judgedAt: string | null;
}
/** 应办事项生成到哪一天：县里一行 */
export interface Minting {
  /** 县级行政区划代码 */
  county: string;
  /** 从哪一天起生成：那天所在的各期是首期 */
  begunOn: string;
  /** 已生成到哪一天 */
  mintedTo: string;
  /** 上次查看企业变更的时刻 */
  lookedAt: string;
  /** 上次所用事项目录的摘要 */
  catalogue: string;
}
/** 应办事项：谁在哪一期应办的一件事；到期前已在，未办也在 */
export interface Owed {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 事项编号（法规数据） */
  obligation: string;
  /** 事项 */
  title: string;
  /** 应交什么 */
  what: string;
  /** 义务主体 */
  owedBy: 'enterprise' | 'person' | 'town' | 'county';
  /** 义务人：企业、人员的编号，镇代码，或县代码 */
  owner: string;
  /** 义务人名称 */
  ownerName: string;
  /** 企业 */
  enterprise: string | null;
  /** 企业名称 */
  enterpriseName: string | null;
  /** 所在镇，随企业 */
  town: string | null;
  /** 人员 */
  person: string | null;
  /** 起因的说明：设备、证件、文件名称；按周期的为空串 */
  about: string;
  /** 所属期的首日；由起因引起的为起因日 */
  periodFrom: string;
  /** 所属期的末日 */
  periodTo: string;
  /** 可以办理的首日 */
  opensOn: string;
  /** 期限 */
  dueOn: string;
  /** 从哪一天起适用 */
  appliesOn: string;
  /** 为什么适用 */
  why: string;
  /** 依据 */
  cites: string[];
  /** 依据核实程度 */
  checked: 'verified' | 'secondary' | 'unverified';
  /** 证明材料的种类 */
  proof: string[];
  /** 审核单位 */
  reviewer: 'town' | 'county' | 'none';
  /** 流程：审核、备案 */
  loop: 'reviewed' | 'kept';
  /** 状态 */
  state: 'owed' | 'handed-in' | 'returned' | 'accepted' | 'excused' | 'ended';
  /** 首次上报日：迟报由此算 */
  firstOn: string | null;
  /** 首次上报迟了几天 */
  daysLate: number;
  /** 最近一次上报人账号：他不得审核 */
  handedInBy: string | null;
  /** 退回后补正的期限 */
  redoBy: string | null;
  /** 免办到哪一天 */
  excusedUntil: string | null;
  /** 批准免办的人 */
  excusedByName: string | null;
  /** 免办理由 */
  excuseReason: string | null;
  /** 从哪一天起不再适用 */
  endedOn: string | null;
  /** 为什么不再适用 */
  endedWhy: string | null;
}
/** 上报材料：一次上报，可以证明几件应办事项 */
export interface Proof {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 企业 */
  enterprise: string | null;
  /** 所在镇，随企业 */
  town: string | null;
  /** 材料反映的首日 */
  representsFrom: string;
  /** 材料反映的末日 */
  representsTo: string;
  /** 情况说明 */
  note: string;
  /** 上报人账号 */
  handedInBy: string | null;
  /** 上报人 */
  handedInByName: string;
  /** 上报时间 */
  handedInAt: string;
}
/** 催办：每催一次一行 */
export interface Urging {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 应办事项 */
  owed: string;
  /** 企业 */
  enterprise: string | null;
  /** 所在镇，随企业 */
  town: string | null;
  /** 催办内容 */
  note: string | null;
  /** 催办人账号 */
  urgedBy: string | null;
  /** 催办人 */
  urgedByName: string;
  /** 催办时间 */
  urgedAt: string;
}
