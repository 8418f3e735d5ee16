/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 收件箱：一个账号一条，只有本人看得到 */
export interface Message {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 收件人账号 */
  account: string;
  /** 办理编号（日志条目） */
  act: string;
  /** 同一办理中的第几条 */
  ordinal: number;
  /** 消息类别 */
  kind: string;
  /** 告警 */
  alarm: boolean;
  /** 标题 */
  title: string;
  /** 内容 */
  text: string | null;
  /** 事项页面地址 */
  path: string;
  /** 办理时间 */
  at: string;
  /** 办理人 */
  byName: string;
  /** 已读时间 */
  readAt: string | null;
}
/** 不收的消息类别：本人关闭的 */
export interface Silence {
  /** 县级行政区划代码 */
  county: string;
  /** 账号 */
  account: string;
  /** 消息类别 */
  kind: string;
}
/** 待送：办理时写下的告知，送到各账号后删去 */
export interface Telling {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 办理编号（日志条目） */
  act: string;
  /** 同一办理中的第几条 */
  ordinal: number;
  /** 消息类别 */
  kind: string;
  /** 告警：不能关闭 */
  alarm: boolean;
  /** 标题 */
  title: string;
  /** 内容 */
  text: string | null;
  /** 事项页面地址 */
  path: string;
  /** 办理时间 */
  at: string;
  /** 办理人账号：自己办的不告知自己 */
  byAccount: string | null;
  /** 办理人 */
  byName: string;
  /** 送给这一个账号 */
  toAccount: string | null;
  /** 送给担任这些角色的账号 */
  toRoles: string[] | null;
  /** 只送此镇的 */
  toTown: string | null;
  /** 只送此企业的 */
  toEnterprise: string | null;
  /** 有监管此企业的责任人时只送责任人 */
  answeringFor: string | null;
}
