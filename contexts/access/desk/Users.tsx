import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { rowsAt } from '#kernel';
import {
  type ActForm,
  Facts,
  fromShape,
  InstantText,
  LedgerPage,
  PersonalText,
  type Shaped,
  StateWord,
  To,
  useDo,
  useMay,
  useMe,
  useTownName,
  useTownOptions,
} from '#kernel/ui';
import { accountStateWords, isInEnterprise, roleWords } from '../domain/words.ts';
import { type AccountRow, accountLedger, actLedger } from '../ledgers.ts';
import { personal } from '../personal.ts';
import { accountForms, createForm, resetForm } from './account-forms.tsx';
import type { ToldOnce } from './answers.ts';
import { Told } from './Told.tsx';

const states = {
  active: { word: accountStateWords.active, tone: 'doing' },
  locked: { word: accountStateWords.locked, tone: 'wait' },
  disabled: { word: accountStateWords.disabled, tone: 'off' },
} as const;

function useShape(): Shaped<AccountRow> {
  const towns = useTownOptions();
  const unit = useUnit();
  const shape = fromShape(
    accountLedger,
    {
      // Where somebody works, of whichever kind it is: one column instead of three.
      enterpriseName: { title: '单位', render: unit },
      townName: { hiddenByDefault: true },
      state: { words: states },
      secondFactor: { words: { true: '已启用', false: '未启用' } },
    },
    {
      q: { hint: '账号、姓名' },
      town: { options: towns },
    },
  );
  return { ...shape, filters: shape.filters.filter((filter) => filter.key !== 'enterprise') };
}

function useUnit(): (row: AccountRow) => string {
  const { county } = useMe();
  const townName = useTownName();
  return (row) => row.enterpriseName || (row.town ? townName(row.town) : isInEnterprise(row.role) ? '--' : county.name);
}

/** A person's account in the drawer: what it is and what may be done with it. */
function Glance(props: { row: AccountRow; run: (form: ActForm) => void; reset: ActForm }): ReactNode {
  const { row } = props;
  const me = useMe();
  const unit = useUnit();
  const mayActs = useMay(actLedger.name);
  const [first, ...more] = accountForms(me, row);
  const offered = [first, props.reset, ...more].filter((form) => form !== undefined && row.can.includes(form.name));
  return (
    <div className="zs-col">
      <Facts
        facts={[
          { title: '岗位', value: roleWords[row.role] },
          { title: '单位', value: unit(row) },
          { title: '手机号', value: <PersonalText of={personal.account.phone} id={row.id} value={row.phone} /> },
          { title: '状态', value: <StateWord {...states[row.state]} /> },
          { title: '动态口令', value: row.secondFactor ? '已启用' : '未启用' },
          { title: '最近登录', value: <InstantText of={row.lastSignInAt} /> },
          { title: '建立时间', value: <InstantText of={row.createdAt} /> },
        ]}
      />
      <div className="zs-row">
        {offered.map((form) => (
          <Button key={form?.name} danger={form?.danger ?? false} onClick={() => form && props.run(form)}>
            {form?.title}
          </Button>
        ))}
      </div>
      {mayActs ? <To path={rowsAt(actLedger, { account: row.id })}>看此人的全部办理（留痕）</To> : null}
      {row.can.length === 0 && row.id === me.actor.account ? (
        <p className="zs-meta">本人的账号由另一名县级管理员办理；密码和动态口令在“我的账号”中自己修改。</p>
      ) : null}
    </div>
  );
}

/** Users (用户) of the county: who has which post, and the acts on their accounts. */
export default function Users(): ReactNode {
  const me = useMe();
  const shape = useShape();
  const mayCreate = useMay('access.create-account');
  const doAct = useDo();
  const [told, setTold] = useState<ToldOnce | null>(null);
  return (
    <>
      <LedgerPage<AccountRow>
        noun="用户"
        unit="个"
        {...shape}
        rowTitle={(row) => `${row.name}（${row.account}）`}
        acts={
          mayCreate ? (
            <Button type="primary" onClick={() => doAct<ToldOnce>(createForm(me), setTold)}>
              新建用户
            </Button>
          ) : null
        }
        drawer={(row) => {
          const reset = resetForm(me, row);
          return (
            <Glance
              row={row}
              reset={reset as ActForm}
              run={(form) => (form.name === reset.name ? doAct<ToldOnce>(reset, setTold) : doAct(form))}
            />
          );
        }}
        empty={{ title: '还没有用户', hint: '为局、镇和企业的人员建立账号后，会列在这里。' }}
        exports
      />
      <Told of={told} onClose={() => setTold(null)} />
    </>
  );
}
