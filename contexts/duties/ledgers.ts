import { ledgerShape, optionsOf, type RowOf } from '#kernel';
import { owesWords, reviewerWords, stateWords, timeWords } from './domain/words.ts';

/** 应办事项台账: columns and filters, shared by server, screen and export. */
export const owedLedger = ledgerShape({
  name: 'duties.owed',
  title: '应办事项台账',
  page: '/duties',
  order: 'dueOn',
  columns: [
    { key: 'title', title: '事项', kind: 'link', width: 220, fixed: true },
    { key: 'ownerName', title: '义务人', kind: 'text', width: 220, carried: true },
    { key: 'townName', title: '镇', kind: 'text', width: 84 },
    { key: 'period', title: '所属期', kind: 'text', width: 128 },
    { key: 'dueOn', title: '期限', kind: 'day', width: 108, sortable: true, carried: true },
    { key: 'time', title: '时限情况', kind: 'state', width: 116, words: timeWords, carried: true },
    { key: 'state', title: '状态', kind: 'state', width: 96, words: stateWords, carried: true },
    { key: 'daysLate', title: '迟报或逾期（日）', kind: 'number', width: 124 },
    { key: 'why', title: '为什么适用', kind: 'text', width: 240, hiddenByDefault: true },
    { key: 'cite', title: '依据', kind: 'text', width: 220, hiddenByDefault: true },
    { key: 'what', title: '应交什么', kind: 'text', width: 260, hiddenByDefault: true },
    {
      key: 'owedBy',
      title: '义务主体',
      kind: 'state',
      width: 84,
      words: owesWords,
      carried: true,
      hiddenByDefault: true,
    },
    {
      key: 'reviewer',
      title: '审核单位',
      kind: 'state',
      width: 120,
      words: reviewerWords,
      carried: true,
      hiddenByDefault: true,
    },
    { key: 'firstOn', title: '首次上报', kind: 'day', width: 108, hiddenByDefault: true },
    { key: 'urged', title: '催办（次）', kind: 'number', width: 92, hiddenByDefault: true },
  ],
  carries: [
    { key: 'town', kind: 'text', optional: true },
    { key: 'loop', kind: 'text' },
  ],
  filters: [
    { key: 'q', title: '搜索', kind: 'search' },
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'obligation', title: '事项', kind: 'choices' },
    { key: 'state', title: '状态', kind: 'choices', options: optionsOf(stateWords) },
    { key: 'missed', title: '只看逾期未报', kind: 'switch' },
    { key: 'late', title: '只看迟报', kind: 'switch' },
    { key: 'todo', title: '只看现在可办', kind: 'switch' },
    { key: 'open', title: '只看未办结', kind: 'switch' },
    { key: 'owedBy', title: '义务主体', kind: 'choices', options: optionsOf(owesWords) },
    { key: 'reviewer', title: '审核单位', kind: 'choices', options: optionsOf(reviewerWords) },
    { key: 'enterprise', title: '企业', kind: 'text' },
    { key: 'due', title: '期限', kind: 'dayRange' },
  ],
});
export type OwedLedgerRow = RowOf<typeof owedLedger>;
