/** Test data: a notice of the year after, as a county would write it, with the words it may use. Only tests read this file. */
import { z } from 'zod';
import type { NoticeWords } from './load.ts';

export const words: NoticeWords = {
  measures: [
    { name: 'hazards.overdue', params: z.strictObject({}) },
    {
      name: 'hazards.closed-share',
      params: z.strictObject({ sector: z.string().optional(), origin: z.enum(['expert', 'inspection']).optional() }),
    },
    { name: 'programme.campaign-open', params: z.strictObject({ campaign: z.string() }) },
  ],
  flags: ['gas', 'confined-space'],
  sectors: ['metallurgy', 'trade'],
  checklists: ['gas-2023'],
  towns: ['140525100'],
};

/** `2023-7.yaml`. Tests name its lines, counted from the first. */
export const notice = `document:
  id: 2023-7
  number: 泽应急发〔2023〕7号
  title: 关于做好2023年安全生产监管工作的通知
  issuer: 泽州县应急管理局
  issued: 2023-02-20
  year: 2023
  county: '140525'
  summary: 检验次年文件不需要改代码。
  from: 2023-01-01
  due: 2023-12-31
chapters:
  - { id: 一, title: 抓闭环 }
  - { id: 二, title: 抓煤气 }
tasks:
  - id: 2023-7/1.1/overdue
    clause: 一（一）
    title: 整改不超期
    asks: 到期前整改完。
    owner: 企业
    with: [镇应急管理中心]
    target: { kind: zero }
    pace: always
    measure: { name: hazards.overdue }
  - id: 2023-7/1.1/closed
    clause: 一(一)
    title: 隐患销号
    asks: 全部销号。
    owner: 镇应急管理中心
    target: { kind: share, percent: 98 }
    measure: { name: hazards.closed-share, params: { sector: metallurgy, origin: expert } }
  - id: 2023-7/2.1/gas
    clause: 二(一)
    title: 煤气专项归零
    asks: 九月底前归零。
    owner: 股室
    due: 2023-09-30
    target: { kind: zero }
    measure: { name: programme.campaign-open, params: { campaign: gas-2023 } }
lists:
  - id: 2023-7/2.1/gas-list
    clause: 二(一)
    title: 煤气整治任务
    asks: 对照清单逐项完成。
    owner: 股室
    count: 3
    target: { kind: all }
    notConnected: { subject: inspections, why: 检查尚未接入 }
    rows:
      - { no: 2, title: 煤气柜检验, asks: 煤气柜按期检验。, due: 2023-06-30, target: { kind: zero }, measure: { name: hazards.overdue } }
excused:
  - { clause: 一(二), reason: 只是对上年工作的回顾 }
campaigns:
  - id: gas-2023
    title: 煤气专项
    clause: 二(一)
    asks: 逐企检查。
    scope: { flagsAny: [gas], townsAny: ['140525100'] }
    checklist: gas-2023
    from: 2023-03-01
    due: 2023-09-30
    target: { kind: zero }
keyPeriods:
  - { id: flood-2023, kind: flood, title: 汛期, clause: 二(一), from: 2023-06-01, due: 2023-09-30, cite: 县防汛指挥部通知, checked: verified }
`;
/** `2023-7.clauses.yaml`. */
export const clauses = `document: 2023-7
clauses:
  - { id: 一(一), heading: 隐患闭环, requirements: [N1.1a, N1.1b] }
  - { id: 一(二), heading: 上年回顾 }
  - { id: 二(一), heading: 煤气整治 }
`;

/** Both files as a sound folder holds them. */
export const both = { '2023-7.yaml': notice, '2023-7.clauses.yaml': clauses };
