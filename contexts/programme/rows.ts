/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */

/** 专项行动：逐企逐项检查结果，不合格的必有一条隐患（泽应急发〔2022〕63号 二(二)） */
export interface ItemCheck {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 专项行动 */
  campaign: string;
  /** 检查事项 */
  item: string;
  /** 企业 */
  enterprise: string;
  /** 企业所在镇 */
  town: string;
  /** 结果 */
  result: 'pass' | 'fail' | 'not-applicable';
  /** 说明 */
  note: string | null;
  /** 不合格时登记的隐患 */
  hazard: string | null;
  /** 检查日期 */
  checkedOn: string;
  /** 检查人账号 */
  checkedBy: string | null;
  /** 检查人 */
  checkedByName: string;
}
/** 任务清单中待县局补录的文字 */
export interface TaskText {
  /** 县级行政区划代码 */
  county: string;
  /** 编号 */
  id: string;
  /** 版本 */
  version: number;
  /** 任务编号 */
  task: string;
  /** 文字 */
  text: string;
}
