/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 公开内容：公布、可见至、撤回均留痕 */
export interface Publication {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 种类 */
  kind: string;
  /** 标题 */
  title: string;
  /** 公开内容（公布时的快照） */
  body: unknown;
  /** 公布时间 */
  publishedAt: string;
  /** 公布人 */
  publishedBy: string | null;
  /** 公布人姓名（不对外显示） */
  publishedByName: string;
  /** 可见至 */
  visibleUntil: string | null;
  /** 撤回时间 */
  withdrawnAt: string | null;
  /** 撤回理由 */
  withdrawReason: string | null;
}
