import type { LedgerShape } from '#kernel';
import { accountStateWords, roles, roleWords } from './domain/words.ts';

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** 用户台账. */
export const accountLedger: LedgerShape = {
  name: 'access.accounts',
  title: '用户',
  columns: [
    { key: 'account', title: '账号', kind: 'text', width: 160, sortable: true },
    { key: 'name', title: '姓名', kind: 'text', width: 120, sortable: true },
    { key: 'role', title: '岗位', kind: 'state', width: 150, words: roleWords },
    { key: 'town', title: '镇', kind: 'text', width: 100 },
    { key: 'enterprise', title: '企业编号', kind: 'text', width: 220, hiddenByDefault: true },
    { key: 'enterpriseName', title: '企业', kind: 'text', width: 240 },
    { key: 'phone', title: '手机号', kind: 'text', width: 120, hiddenByDefault: true },
    { key: 'certificateNumber', title: '执法证号', kind: 'text', width: 120, hiddenByDefault: true },
    { key: 'state', title: '状态', kind: 'state', width: 110, words: accountStateWords },
    { key: 'secondFactor', title: '动态口令', kind: 'boolean', width: 100 },
    { key: 'lastSignInAt', title: '最近登录', kind: 'instant', width: 160, sortable: true },
    { key: 'createdAt', title: '建立时间', kind: 'instant', width: 160, sortable: true, hiddenByDefault: true },
  ],
  filters: [
    { key: 'q', title: '搜索', kind: 'search' },
    {
      key: 'role',
      title: '岗位',
      kind: 'choices',
      options: roles.map((value) => ({ value, label: roleWords[value] })),
    },
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'enterprise', title: '企业', kind: 'text' },
    { key: 'state', title: '状态', kind: 'choice', options: options(accountStateWords) },
  ],
  order: 'account',
};
