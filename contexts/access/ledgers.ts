import { ledgerShape, optionsOf, type RowOf } from '#kernel';
import { accountStateWords, roleWords } from './domain/words.ts';
import { personal } from './personal.ts';

/** Sent with every row where it has a value: the drawer shows it. */
const carried = { carried: true, optional: true } as const;

/** 用户台账. */
export const accountLedger = ledgerShape({
  name: 'access.accounts',
  title: '用户',
  columns: [
    { key: 'account', title: '账号', kind: 'text', width: 160, sortable: true, fixed: true },
    { key: 'name', title: '姓名', kind: 'text', width: 120, sortable: true, carried: true },
    { key: 'role', title: '岗位', kind: 'state', width: 150, words: roleWords, carried: true },
    { key: 'townName', title: '镇', kind: 'text', width: 100 },
    { key: 'enterpriseName', title: '企业', kind: 'text', width: 240, ...carried },
    {
      key: 'phone',
      title: '手机号',
      kind: 'text',
      width: 120,
      hiddenByDefault: true,
      personal: personal.account.phone,
      ...carried,
    },
    { key: 'certificateNumber', title: '执法证号', kind: 'text', width: 120, hiddenByDefault: true, ...carried },
    { key: 'state', title: '状态', kind: 'state', width: 110, words: accountStateWords, carried: true },
    { key: 'secondFactor', title: '动态口令', kind: 'boolean', width: 100, carried: true },
    { key: 'lastSignInAt', title: '最近登录', kind: 'instant', width: 160, sortable: true, ...carried },
    {
      key: 'createdAt',
      title: '建立时间',
      kind: 'instant',
      width: 160,
      sortable: true,
      hiddenByDefault: true,
      carried: true,
    },
  ],
  carries: [
    { key: 'town', kind: 'text', optional: true },
    { key: 'enterprise', kind: 'text', optional: true },
  ],
  filters: [
    { key: 'q', title: '搜索', kind: 'search' },
    { key: 'role', title: '岗位', kind: 'choices', options: optionsOf(roleWords) },
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'enterprise', title: '企业', kind: 'text' },
    { key: 'state', title: '状态', kind: 'choice', options: optionsOf(accountStateWords) },
  ],
  order: 'account',
});
export type AccountRow = RowOf<typeof accountLedger>;

/** 留痕台账: every act of everybody, out of the journal. */
export const actLedger = ledgerShape({
  name: 'access.acts',
  title: '留痕',
  page: '/journal',
  versioned: false,
  columns: [
    { key: 'at', title: '办理时间', kind: 'instant', width: 168, sortable: true, fixed: true },
    { key: 'actor', title: '办理人', kind: 'text', width: 96, carried: true },
    { key: 'role', title: '岗位', kind: 'text', width: 120 },
    { key: 'sentence', title: '办理事项', kind: 'text', width: 320, carried: true },
    { key: 'kind', title: '对象', kind: 'text', width: 110, ofSubject: true, ...carried },
    { key: 'observedAt', title: '设备时间', kind: 'instant', width: 168, hiddenByDefault: true },
    { key: 'command', title: '事项代码', kind: 'text', width: 180, hiddenByDefault: true },
    { key: 'seq', title: '封存序号', kind: 'number', exact: true, width: 96 },
    { key: 'mark', title: '留痕', kind: 'text', width: 104 },
  ],
  carries: [
    { key: 'subject', kind: 'id', optional: true },
    { key: 'account', kind: 'id', optional: true },
  ],
  filters: [
    { key: 'q', title: '搜索', kind: 'search' },
    { key: 'on', title: '办理日期', kind: 'dayRange' },
    { key: 'role', title: '岗位', kind: 'choices', options: optionsOf(roleWords) },
    { key: 'kind', title: '对象', kind: 'choice' },
    { key: 'command', title: '事项代码', kind: 'text' },
    { key: 'account', title: '办理人编号', kind: 'text' },
    { key: 'subject', title: '对象编号', kind: 'text' },
    { key: 'entry', title: '留痕编号', kind: 'text' },
  ],
  order: '-at',
});
export type ActRow = RowOf<typeof actLedger>;
