/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 专家会诊：每请一次一行，专家只看到请自己的 */
export interface Consultation {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 由旧列迁入：此行之前的经过在隐患的日志里 */
  moved: boolean;
  /** 隐患 */
  hazard: string;
  /** 所在镇，随隐患 */
  town: string;
  /** 企业，随隐患 */
  enterprise: string;
  /** 所请专家账号 */
  expert: string | null;
  /** 所请专家 */
  expertName: string | null;
  /** 会诊问题 */
  question: string;
  /** 提请人账号 */
  askedBy: string | null;
  /** 提请人 */
  askedByName: string | null;
  /** 提请时间 */
  askedAt: string;
  /** 会诊意见 */
  answer: string | null;
  /** 答复时间 */
  answeredAt: string | null;
  /** 未答复而改请他人的时间 */
  withdrawnAt: string | null;
}
/** 延期：每申请一次一行 */
export interface Extension {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 由旧列迁入：此行之前的经过在隐患的日志里 */
  moved: boolean;
  /** 隐患 */
  hazard: string;
  /** 所在镇，随隐患 */
  town: string;
  /** 企业，随隐患 */
  enterprise: string;
  /** 申请时的整改期限 */
  dueOn: string | null;
  /** 申请延期至 */
  until: string;
  /** 延期理由 */
  reason: string | null;
  /** 申请人账号 */
  askedBy: string | null;
  /** 申请人 */
  askedByName: string | null;
  /** 申请时间 */
  askedAt: string | null;
  /** 审批结果：同意、不同意、未批先整改完成 */
  verdict: 'granted' | 'refused' | 'lapsed' | null;
  /** 审批意见 */
  verdictReason: string | null;
  /** 审批人账号 */
  decidedBy: string | null;
  /** 审批人 */
  decidedByName: string | null;
  /** 审批时间 */
  decidedAt: string | null;
}
/** 隐患：任何来源的问题只有这一本台账，按声明的流转表办理（泽应急发〔2022〕63号 二(一)） */
export interface Hazard {
  /** 县级行政区划代码 */
  county: string;
  /** 编号，在发现处生成 */
  id: string;
  /** 版本 */
  version: number;
  /** 隐患编号 */
  number: string;
  /** 企业 */
  enterprise: string;
  /** 企业名称（发现时） */
  enterpriseName: string;
  /** 所在镇，随企业，供按镇查询 */
  town: string;
  /** 行业（发现时） */
  sector: string;
  /** 企业风险标志（发现时） */
  flags: string[];
  /** 场所 */
  site: string | null;
  /** 流转表：监管闭环或企业自查自改 */
  loop: 'common' | 'self';
  /** 来源 */
  origin: 'self-check' | 'enterprise-report' | 'inspection' | 'expert' | 'alarm' | 'public-report' | 'look-back' | 'transfer-in';
  /** 状态 */
  state: 'found' | 'judged' | 'assigned' | 'rectified' | 'verified' | 'closed' | 'transferred';
  /** 级别 */
  level: 'unjudged' | 'general' | 'major';
  /** 类别 */
  category: 'equipment' | 'process' | 'environment' | 'behaviour' | 'management' | 'confined-space' | 'dust' | 'smelting' | 'electrical' | 'fire' | 'other';
  /** 重大隐患判定标准条目 */
  criterion: string | null;
  /** 判定理由 */
  judgeReason: string | null;
  /** 问题描述 */
  description: string;
  /** 部位 */
  place: string;
  /** 纬度 */
  lat: string | null;
  /** 经度 */
  lng: string | null;
  /** 坐标系 */
  datum: 'WGS-84' | 'CGCS2000' | 'GCJ-02' | null;
  /** 专项行动检查事项 */
  campaignItem: string | null;
  /** 发现日期 */
  foundOn: string;
  /** 发现时间 */
  foundAt: string;
  /** 发现人账号 */
  foundBy: string | null;
  /** 发现人 */
  foundByName: string;
  /** 判定人 */
  judgedBy: string | null;
  /** 判定时间 */
  judgedAt: string | null;
  /** 五落实：整改措施 */
  measure: string | null;
  /** 五落实：责任人 */
  person: string | null;
  /** 五落实：资金（元） */
  moneyYuan: string | null;
  /** 五落实：整改期限 */
  dueOn: string | null;
  /** 五落实：应急预案 */
  plan: string | null;
  /** 派发人 */
  assignedBy: string | null;
  /** 派发时间 */
  assignedAt: string | null;
  /** 申请延期至，待审批 */
  extensionUntil: string | null;
  /** 已批延期次数 */
  extensions: number;
  /** 最近一次的整改人：他不得复查 */
  rectifiedBy: string | null;
  /** 销号人 */
  closedBy: string | null;
  /** 销号时间 */
  closedAt: string | null;
  /** 销号日期 */
  closedOn: string | null;
  /** 销号原因 */
  closeReason: 'rectified' | 'dismissed' | 'transferred' | null;
  /** 退回次数 */
  returns: number;
  /** 重开次数 */
  reopens: number;
  /** 现由哪一级牵头 */
  heldBy: 'town' | 'county' | 'city';
  /** 上报时间 */
  escalatedAt: string | null;
  /** 上报理由 */
  escalateReason: string | null;
  /** 挂牌督办级别 */
  supervisedBy: 'county' | 'city' | 'province' | null;
  /** 挂牌日期 */
  supervisedOn: string | null;
  /** 督办通知书文号 */
  superviseNotice: string | null;
  /** 最近一次专家会诊：未请、已请、已答 */
  analysis: 'none' | 'asked' | 'given';
  /** 最近所请专家的账号：他因此看得到这条隐患 */
  analysisExpert: string | null;
  /** 最近移送的部门 */
  transferredTo: string | null;
  /** 提请立案时间（案件模块未接入前仅留记录） */
  caseRequestedAt: string | null;
  /** 提请立案理由 */
  caseReason: string | null;
  /** 最近一次回头看的结果 */
  lookBackResult: 'pass' | 'fail' | null;
  /** 发现当日三方监管责任人（N6.3） */
  responsible: unknown;
  /** 监管部门本步的办理时限：判定、派发、复查、销号；进入该状态之日定下 */
  stepDueOn: string | null;
  /** 最近一次的复查人：重大隐患不得由他销号 */
  checkedBy: string | null;
}
/** 回头看：每看一次一行 */
export interface LookBack {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 由旧列迁入：此行之前的经过在隐患的日志里 */
  moved: boolean;
  /** 隐患 */
  hazard: string;
  /** 所在镇，随隐患 */
  town: string;
  /** 企业，随隐患 */
  enterprise: string;
  /** 回头看日期 */
  lookedOn: string;
  /** 结果 */
  result: 'pass' | 'fail';
  /** 情况说明 */
  note: string | null;
  /** 回头看的人账号 */
  lookedBy: string | null;
  /** 回头看的人 */
  lookedByName: string | null;
  /** 记录时间 */
  lookedAt: string | null;
}
/** 重大危险源辨识与分级：存入企业档案的计算结果，每个单元现行一份 */
export interface MajorSource {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 企业 */
  enterprise: string;
  /** 所在镇，随企业 */
  town: string;
  /** 单元名称 */
  name: string;
  /** 单元：生产、储存 */
  unit: 'production' | 'storage';
  /** 按哪一天的法规 */
  lawOn: string;
  /** 所依据的标准及版本 */
  edition: string;
  /** 厂界外 500 米内常住人口 */
  exposedPeople: number;
  /** 存有的危险化学品及设计最大量 */
  held: unknown;
  /** 计算时的选择 */
  settings: unknown | null;
  /** 是否构成重大危险源 */
  major: boolean;
  /** 辨识指标 S */
  s: string;
  /** 分级指标 R；不构成的不分级 */
  r: string | null;
  /** 厂外人员修正系数 α */
  alpha: string;
  /** 级别；不构成的不分级 */
  level: string | null;
  /** 计算过程 */
  workings: unknown;
  /** 依据的条款 */
  cites: string[];
  /** 依据的核对情况 */
  checked: 'verified' | 'secondary' | 'unverified';
  /** 存档日 */
  filedOn: string;
  /** 存档时间 */
  filedAt: string;
  /** 存档人账号 */
  filedBy: string | null;
  /** 存档人 */
  filedByName: string;
  /** 被哪一份替换 */
  replacedBy: string | null;
  /** 替换时间 */
  replacedAt: string | null;
  /** 作废时间 */
  withdrawnAt: string | null;
  /** 作废人 */
  withdrawnByName: string | null;
  /** 作废理由 */
  withdrawReason: string | null;
}
/** 整改与复查：每整改一次一行 */
export interface Rectification {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 由旧列迁入：此行之前的经过在隐患的日志里 */
  moved: boolean;
  /** 隐患 */
  hazard: string;
  /** 所在镇，随隐患 */
  town: string;
  /** 企业，随隐患 */
  enterprise: string;
  /** 最近所请专家账号，随隐患：他看得到整改情况 */
  expert: string | null;
  /** 当次的整改措施 */
  measure: string | null;
  /** 当次的责任人 */
  person: string | null;
  /** 当次的整改期限 */
  dueOn: string | null;
  /** 整改人账号 */
  rectifiedBy: string | null;
  /** 整改人 */
  rectifiedByName: string | null;
  /** 整改完成时间 */
  rectifiedAt: string | null;
  /** 整改情况 */
  note: string | null;
  /** 复查人账号，不得是整改人 */
  verifiedBy: string | null;
  /** 复查人 */
  verifiedByName: string | null;
  /** 复查时间 */
  verifiedAt: string | null;
  /** 复查意见 */
  verifiedNote: string | null;
  /** 结果：合格、退回重改、转入监管闭环；空为待复查 */
  outcome: 'passed' | 'returned' | 'taken-over' | null;
  /** 退回人账号 */
  returnedBy: string | null;
  /** 退回人 */
  returnedByName: string | null;
  /** 退回时间 */
  returnedAt: string | null;
  /** 退回理由 */
  returnReason: string | null;
}
/** 移送：每移送一次一行 */
export interface Transfer {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 由旧列迁入：此行之前的经过在隐患的日志里 */
  moved: boolean;
  /** 隐患 */
  hazard: string;
  /** 所在镇，随隐患 */
  town: string;
  /** 企业，随隐患 */
  enterprise: string;
  /** 接收部门 */
  department: string;
  /** 移送理由 */
  reason: string | null;
  /** 移送人账号 */
  transferredBy: string | null;
  /** 移送人 */
  transferredByName: string | null;
  /** 移送时间 */
  transferredAt: string | null;
  /** 结果：部门办结或收回自办 */
  outcome: 'concluded' | 'taken-back' | null;
  /** 部门回复或收回理由 */
  reply: string | null;
  /** 回复时间 */
  repliedAt: string | null;
}
/** 催办：每催一次一行 */
export interface Urging {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 隐患 */
  hazard: string;
  /** 所在镇，随隐患 */
  town: string;
  /** 企业，随隐患 */
  enterprise: string;
  /** 催办当时的整改期限 */
  dueOn: string | null;
  /** 催办人账号 */
  urgedBy: string | null;
  /** 催办人 */
  urgedByName: string;
  /** 催办时间 */
  urgedAt: string;
  /** 催办内容 */
  note: string | null;
}
/** 检索表：与隐患分开，状态改动不触及检索索引；读取须经 hazards.find 的范围判断 */
export interface Word {
  /** 县级行政区划代码 */
  county: string;
  /** 隐患编号 */
  hazard: string;
  /** 所在镇 */
  town: string;
  /** 企业 */
  enterprise: string;
  /** 检索文字（小写） */
  haystack: string;
  /** 二字词 */
  grams: string[];
  /** 发现时间，随隐患，不变；供在检索处取最新的一页 */
  foundAt: string;
}
