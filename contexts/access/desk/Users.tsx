import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ActDrawer,
  type ActField,
  type ActForm,
  Facts,
  InstantText,
  type LedgerColumn,
  type LedgerFilter,
  LedgerPage,
  roleWords,
  StateWord,
  useMay,
  useMe,
  useTownName,
} from '#kernel/ui';

/** A row of `access.accounts`. */
interface Account {
  id: string;
  version: number;
  account: string;
  name: string;
  role: string;
  town?: string | null;
  enterprise?: string | null;
  enterpriseName?: string | null;
  state: 'active' | 'locked' | 'disabled';
  secondFactor: boolean;
  lastSignInAt?: string | null;
  createdAt?: string | null;
  can: string[];
}

const states = {
  active: { word: '在用', tone: 'doing' },
  locked: { word: '已锁定', tone: 'wait' },
  disabled: { word: '已停用', tone: 'off' },
} as const;

const roles = Object.entries(roleWords).map(([value, label]) => ({ value, label }));
const inTown = (role: unknown) => role === 'town-lead' || role === 'town-officer';
const inEnterprise = (role: unknown) => role === 'principal' || role === 'safety-manager' || role === 'worker';
const passwordHint = '至少 10 位，含字母和数字；首次登录后须由本人修改';

function useForms() {
  const { county } = useMe();
  const towns = county.towns.map((town) => ({ value: town.code, label: town.name }));
  const whole: ActField[] = [
    { place: 'name', title: '姓名', kind: 'text', need: true, max: 40 },
    { place: 'role', title: '岗位', kind: 'choice', options: roles, need: true },
    {
      place: 'town',
      title: '镇',
      kind: 'choice',
      options: towns,
      need: (v) => inTown(v.role),
      show: (v) => inTown(v.role),
    },
    {
      place: 'enterprise',
      title: '企业',
      kind: 'text',
      hint: '18 位统一社会信用代码',
      need: (v) => inEnterprise(v.role),
      show: (v) => inEnterprise(v.role),
    },
  ];
  const create: ActForm = {
    name: 'access.create-account',
    title: '新建用户',
    submit: '建立账号',
    fields: [
      { place: 'account', title: '账号', kind: 'text', need: true, max: 40, hint: '登录用，字母、数字或手机号' },
      ...whole,
      { place: 'password', title: '初始密码', kind: 'secret', need: true, hint: passwordHint },
    ],
    said: () => '账号已建立，请把初始密码当面告知本人',
  };
  const of = (row: Account): ActForm[] => {
    const on = { id: row.id };
    const versioned = { id: row.id, version: row.version };
    return [
      {
        name: 'access.change-account',
        title: '修改资料',
        submit: '保存',
        given: versioned,
        start: { name: row.name, role: row.role, town: row.town ?? undefined, enterprise: row.enterprise ?? undefined },
        fields: whole,
        said: () => '已保存，本人下次操作即按新岗位办理',
      },
      {
        name: 'access.reset-password',
        title: '重置密码',
        given: on,
        fields: [{ place: 'password', title: '新的初始密码', kind: 'secret', need: true, hint: passwordHint }],
        said: () => '密码已重置，原有登录全部失效',
      },
      {
        name: 'access.end-sessions',
        title: '结束登录',
        given: on,
        fields: [],
        intro: `${row.name}（${row.account}）在所有设备上的登录将立即失效，本人可重新登录。`,
        said: () => '已结束全部登录',
      },
      {
        name: 'access.disable-account',
        title: '停用账号',
        given: versioned,
        danger: true,
        fields: [
          {
            place: 'reason',
            title: '停用原因',
            kind: 'lines',
            need: true,
            max: 200,
            phrases: ['调离岗位', '退休', '离职'],
          },
        ],
        intro: '停用后本人不能再登录；以往办理记录保留，姓名不变。',
        said: () => '账号已停用',
      },
    ];
  };
  return { create, of };
}

/** Users (用户) of the county: who has which post, and the acts on their accounts. */
export default function Users(): ReactNode {
  const townName = useTownName();
  const { county } = useMe();
  const forms = useForms();
  const mayCreate = useMay('access.create-account');
  const [doing, setDoing] = useState<ActForm | null>(null);
  const columns: LedgerColumn<Account>[] = [
    { key: 'account', title: '账号', kind: 'text', width: 160, sortable: true, fixed: true },
    { key: 'name', title: '姓名', kind: 'text', width: 120, sortable: true },
    { key: 'role', title: '岗位', kind: 'text', width: 150, words: roleWords },
    {
      key: 'unit',
      title: '单位',
      kind: 'text',
      render: (row) =>
        row.enterpriseName || (row.town ? townName(row.town) : inEnterprise(row.role) ? '--' : county.name),
    },
    { key: 'state', title: '状态', kind: 'state', width: 110, words: states },
    { key: 'secondFactor', title: '动态口令', kind: 'boolean', width: 100, words: { true: '已启用', false: '未启用' } },
    { key: 'lastSignInAt', title: '最近登录', kind: 'instant', width: 160, sortable: true },
    { key: 'createdAt', title: '建立时间', kind: 'instant', width: 160, sortable: true, hiddenByDefault: true },
  ];
  const filters: LedgerFilter[] = [
    { key: 'q', title: '搜索', kind: 'search', hint: '账号、姓名' },
    { key: 'role', title: '岗位', kind: 'choices', options: roles },
    {
      key: 'town',
      title: '镇',
      kind: 'choice',
      options: county.towns.map((town) => ({ value: town.code, label: town.name })),
    },
    {
      key: 'state',
      title: '状态',
      kind: 'choice',
      options: Object.entries(states).map(([value, { word }]) => ({ value, label: word })),
    },
  ];
  return (
    <>
      <LedgerPage<Account>
        name="access.accounts"
        title="用户"
        noun="用户"
        unit="个"
        columns={columns}
        filters={filters}
        sort="account"
        rowTitle={(row) => `${row.name}（${row.account}）`}
        acts={
          mayCreate ? (
            <Button type="primary" onClick={() => setDoing(forms.create)}>
              新建用户
            </Button>
          ) : null
        }
        drawer={(row) => (
          <div className="zs-col">
            <Facts
              facts={[
                { title: '岗位', value: roleWords[row.role] ?? row.role },
                { title: '单位', value: row.enterpriseName ?? (row.town ? townName(row.town) : county.name) },
                { title: '状态', value: <StateWord {...states[row.state]} /> },
                { title: '动态口令', value: row.secondFactor ? '已启用' : '未启用' },
                { title: '最近登录', value: <InstantText of={row.lastSignInAt} /> },
                { title: '建立时间', value: <InstantText of={row.createdAt} /> },
              ]}
            />
            <div className="zs-row">
              {forms
                .of(row)
                .filter((form) => row.can.includes(form.name))
                .map((form) => (
                  <Button key={form.name} danger={form.danger ?? false} onClick={() => setDoing(form)}>
                    {form.title}
                  </Button>
                ))}
            </div>
          </div>
        )}
        empty={{ title: '还没有用户', hint: '为局、镇和企业的人员建立账号后，会列在这里。' }}
        exports
      />
      {doing ? <ActDrawer form={doing} open onClose={() => setDoing(null)} /> : null}
    </>
  );
}
