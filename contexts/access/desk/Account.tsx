import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type ActForm,
  Asked,
  Empty,
  Facts,
  InstantText,
  Page,
  Pane,
  sentence,
  useAct,
  useAsk,
  useDo,
  useMe,
  useTownName,
} from '#kernel/ui';
import { roleWord } from '../domain/words.ts';
import type { OwnSessions, Sitting } from './answers.ts';
import { passwordHint } from './NewPassword.tsx';
import { Enrolment, Recovery } from './Totp.tsx';

const changePassword: ActForm = {
  name: 'access.change-password',
  title: '修改密码',
  submit: '修改密码',
  fields: [
    { place: 'current', title: '现密码', kind: 'secret', need: true },
    { place: 'next', title: '新密码', kind: 'secret', need: true, hint: passwordHint },
    { place: 'again', title: '再输一遍新密码', kind: 'secret', need: true },
  ],
  missing: (v) => (v.next && v.again && v.next !== v.again ? ['两遍新密码一致'] : []),
  shape: ({ current, next }) => ({ current, next }),
  said: () => '密码已修改，其他设备上的登录已失效',
};

/** One's own account (我的账号): post, password, second factor, where one is signed in. */
export default function Account(): ReactNode {
  const me = useMe();
  const townName = useTownName();
  const doAct = useDo();
  const own = useAsk<OwnSessions>('access.sessions');
  return (
    <Page title="我的账号" narrow>
      <Pane title="身份" acts={<Button onClick={() => doAct(changePassword)}>修改密码</Button>}>
        <Facts
          facts={[
            { title: '姓名', value: me.actor.name },
            { title: '账号', value: own.data?.account ?? '--' },
            { title: '岗位', value: roleWord(me.actor.role) ?? me.actor.role },
            {
              title: '单位',
              value: me.actor.town ? townName(me.actor.town) : me.actor.enterprise ? '本企业' : me.county.name,
            },
          ]}
        />
      </Pane>
      <Pane title="动态口令" note={me.demo ? '正式环境中局、镇账号必须启用' : '局、镇账号必须启用'}>
        <Asked of={own} rows={2}>
          {({ secondFactor }) => <SecondFactor on={secondFactor} />}
        </Asked>
      </Pane>
      <Pane title="登录中的设备" flush>
        <Asked of={own} rows={3}>
          {({ rows }) => <Sittings rows={rows} />}
        </Asked>
      </Pane>
    </Page>
  );
}

function SecondFactor(props: { on: boolean }): ReactNode {
  const me = useMe();
  const { message } = App.useApp();
  const [enrolling, setEnrolling] = useState(false);
  if (enrolling)
    return (
      <div className="zs-col">
        <Enrolment
          submit={props.on ? '更换' : '启用'}
          onDone={() => {
            setEnrolling(false);
            void message.success(props.on ? '验证器已更换，旧的不再有效' : '动态口令已启用');
          }}
        />
        <div className="zs-row">
          <Button onClick={() => setEnrolling(false)}>取消</Button>
        </div>
      </div>
    );
  return (
    <>
      <div className="zs-row">
        <span className="zs-grow">
          {props.on
            ? '已启用：登录时除密码外还要输入手机验证器上的 6 位数字。'
            : '未启用。启用后，登录还需手机验证器上的 6 位数字，密码泄露也进不来。'}
        </span>
        <Button onClick={() => setEnrolling(true)}>{props.on ? '更换验证器' : '启用动态口令'}</Button>
      </div>
      {props.on ? <Recovery administrator={me.actor.role === 'county-admin'} /> : null}
    </>
  );
}

function Sittings({ rows }: { rows: readonly Sitting[] }): ReactNode {
  const end = useAct('access.end-session');
  if (rows.length === 0) return <Empty title="没有其他登录" />;
  return (
    <>
      <table className="zs-plain">
        <thead>
          <tr>
            <th scope="col">设备</th>
            <th scope="col">网络地址</th>
            <th scope="col">登录时间</th>
            <th scope="col">最近使用</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.device ?? '--'}</td>
              <td>{row.address ?? '--'}</td>
              <td>
                <InstantText of={row.startedAt} />
              </td>
              <td>
                <InstantText of={row.lastSeenAt} />
              </td>
              <td>
                {row.current ? (
                  <span className="zs-meta">本机</span>
                ) : (
                  <button
                    type="button"
                    className="zs-to"
                    disabled={end.isPending}
                    onClick={() => end.mutate({ id: row.id })}
                  >
                    结束登录
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {end.isError ? (
        <p className="zs-field-wrong" role="alert">
          {sentence(end.error)}
        </p>
      ) : null}
    </>
  );
}
