import { ledgerShape, optionsOf, type RowOf } from '#kernel';
import { accountStateWords, roleWords } from './domain/words.ts';

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
    { key: 'town', title: '镇', kind: 'text', width: 100, ...carried },
    { key: 'enterprise', title: '企业编号', kind: 'text', width: 220, hiddenByDefault: true, ...carried },
    { key: 'enterpriseName', title: '企业', kind: 'text', width: 240, ...carried },
    { key: 'phone', title: '手机号', kind: 'text', width: 120, hiddenByDefault: true, ...carried },
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
