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
