/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 账号：一人一号，角色决定职责，镇或企业决定范围 */
export interface Account {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 登录名 */
  account: string;
  /** 姓名 */
  name: string;
  /** 手机号 */
  phone: string | null;
  /** 角色 */
  role: 'county-admin' | 'county-leader' | 'county-officer' | 'legal-reviewer' | 'town-lead' | 'town-officer' | 'principal' | 'safety-manager' | 'worker' | 'expert' | 'agency' | 'auditor';
  /** 镇代码，镇级账号必填 */
  town: string | null;
  /** 企业编号，企业账号必填 */
  enterprise: string | null;
  /** 中介机构编号 */
  agency: string | null;
  /** 执法证号 */
  certificateNumber: string | null;
  /** 口令摘要 argon2id */
  passwordHash: string | null;
  /** 下次登录须改口令 */
  mustChangePassword: boolean;
  /** 口令最近更换时间 */
  passwordChangedAt: string | null;
  /** 初始口令有效期至，本人改后为空 */
  passwordUntil: string | null;
  /** 动态口令密钥 */
  totpSecret: string | null;
  /** 待确认的动态口令密钥 */
  totpPending: string | null;
  /** 动态口令启用时间 */
  totpConfirmedAt: string | null;
  /** 用过的最后一个动态口令时间步，防重放 */
  totpStep: number | null;
  /** 此前开始的会话一律失效 */
  sessionsEndedAt: string | null;
  /** 最近登录时间 */
  lastSignInAt: string | null;
  /** 停用时间 */
  disabledAt: string | null;
  /** 停用原因 */
  disabledReason: string | null;
  /** 建立时间 */
  createdAt: string;
}
/** 登录失败计数与锁定：按账号在某一处（设备或地址）、按地址；按账号的只放慢、不锁定 */
export interface Attempt {
  /** 县级行政区划代码 */
  county: string;
  /** 计数对象种类 */
  kind: 'account' | 'place' | 'address';
  /** 登录名（小写）与来处的 SHA-256：误把口令填进账号栏时也不留明文 */
  key: string;
  /** 本窗口内失败次数 */
  failed: number;
  /** 本窗口首次失败 */
  since: string;
  /** 最近一次失败 */
  lastAt: string;
  /** 连续锁定次数 */
  locks: number;
  /** 锁定至 */
  lockedUntil: string | null;
}
/** 一次性链接：首个管理员与口令重置 */
export interface Invitation {
  /** 县级行政区划代码 */
  county: string;
  /** 令牌摘要 */
  tokenHash: string;
  /** 账号 */
  account: string;
  /** 有效期至 */
  endsAt: string;
  /** 使用时间 */
  usedAt: string | null;
}
/** 登录会话：令牌只存摘要 */
export interface Session {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 令牌摘要 SHA-256 */
  tokenHash: string;
  /** 账号 */
  account: string;
  /** 监管端或现场端，决定期限 */
  app: 'desk' | 'field';
  /** 设备 */
  device: string;
  /** 网络地址 */
  address: string;
  /** 登录时间 */
  startedAt: string;
  /** 最近活动时间 */
  seenAt: string;
  /** 绝对期限 */
  endsAt: string;
  /** 结束时间 */
  endedAt: string | null;
}
/** 保存的查询视图 */
export interface View {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 所有人 */
  account: string;
  /** 台账名 */
  ledger: string;
  /** 视图名 */
  name: string;
  /** 地址栏查询串 */
  search: string;
}
