import { ledgerShape, optionsOf, type RowOf } from '#kernel';
import { checkResultWords, enterpriseStateWords } from './domain/campaign.rule.ts';

/** 专项行动企业名单: every enterprise a campaign reaches and how far it is; shared by server, screen and export. */
export const rosterLedger = ledgerShape({
  name: 'programme.roster',
  title: '专项行动企业名单',
  order: 'townName',
  versioned: false,
  columns: [
    { key: 'name', title: '企业', kind: 'link', width: 260, sortable: true, fixed: true },
    { key: 'townName', title: '镇', kind: 'text', width: 90, sortable: true, carried: true },
    { key: 'sector', title: '行业', kind: 'text', width: 90 },
    { key: 'risks', title: '风险标志', kind: 'text', width: 180 },
    { key: 'open', title: '未销号隐患', kind: 'number', width: 96, sortable: true, carried: true },
    { key: 'overdue', title: '其中逾期', kind: 'number', width: 90, carried: true },
    { key: 'items', title: '应查事项', kind: 'number', width: 90, carried: true },
    { key: 'checked', title: '已查事项', kind: 'number', width: 90, carried: true },
    { key: 'failing', title: '不合格', kind: 'number', width: 80, carried: true },
    {
      key: 'state',
      title: '过关情况',
      kind: 'state',
      width: 108,
      sortable: true,
      words: enterpriseStateWords,
      carried: true,
    },
  ],
  carries: [
    { key: 'town', kind: 'text' },
    { key: 'flags', kind: 'texts' },
    {
      // Looks at its items, also at those that no longer concern it.
      key: 'checks',
      kind: 'list',
      items: [
        { key: 'item', kind: 'text' },
        { key: 'result', kind: 'state', words: checkResultWords },
        { key: 'hazard', kind: 'id', optional: true },
        { key: 'hazardOpen', kind: 'boolean' },
        { key: 'checkedOn', kind: 'day' },
        { key: 'checkedByName', kind: 'text' },
        { key: 'note', kind: 'text', optional: true },
      ],
    },
  ],
  filters: [
    { key: 'campaign', title: '专项行动', kind: 'text' },
    { key: 'q', title: '搜索', kind: 'search' },
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'state', title: '过关情况', kind: 'choices', options: optionsOf(enterpriseStateWords) },
    { key: 'flag', title: '风险标志', kind: 'choice' },
  ],
});
export type RosterRow = RowOf<typeof rosterLedger>;
export type CheckShown = RosterRow['checks'][number];

/** 检查记录: every look at an item of a campaign's list at an enterprise (逐企逐项). */
export const checkLedger = ledgerShape({
  name: 'programme.checks',
  title: '检查记录',
  page: '/programme/checks',
  order: '-checkedOn',
  versioned: false,
  columns: [
    { key: 'enterpriseName', title: '企业', kind: 'link', width: 240, fixed: true },
    { key: 'townName', title: '镇', kind: 'text', width: 90 },
    { key: 'itemText', title: '检查事项', kind: 'text', width: 360 },
    { key: 'result', title: '结果', kind: 'state', width: 90, words: checkResultWords, carried: true },
    { key: 'checkedOn', title: '检查日期', kind: 'day', width: 112, sortable: true },
    { key: 'checkedByName', title: '检查人', kind: 'text', width: 100 },
    { key: 'note', title: '情况说明', kind: 'text', width: 240 },
    { key: 'campaignTitle', title: '专项行动', kind: 'text', width: 200, hiddenByDefault: true },
  ],
  carries: [
    { key: 'enterprise', kind: 'id' },
    { key: 'town', kind: 'text' },
    { key: 'hazard', kind: 'id', optional: true },
  ],
  filters: [
    { key: 'campaign', title: '专项行动', kind: 'choice' },
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'result', title: '结果', kind: 'choices', options: optionsOf(checkResultWords) },
    { key: 'q', title: '搜索', kind: 'search' },
    { key: 'checked', title: '检查日期', kind: 'dayRange' },
  ],
});
export type CheckRow = RowOf<typeof checkLedger>;
