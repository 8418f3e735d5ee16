import { App, Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { act, sentence, useAsk, useMe } from '#kernel/ui';
import type { OwnSessions } from './answers.ts';
import { Brand, Doorway } from './Doorway.tsx';
import { NewPassword, typedFault } from './NewPassword.tsx';
import { Enrolment, Recovery } from './Totp.tsx';

interface ObligedProps {
  /** Done; who one is has to be asked again. */
  onDone: () => Promise<void>;
  signOut: () => Promise<void>;
}

/** What must be done with the account before anything else (须先办): a password of one's own, then the second factor. */
export default function Obliged(props: ObligedProps): ReactNode {
  const me = useMe();
  const enrols = me.must === 'enrol';
  return (
    <Doorway wide={enrols}>
      {enrols ? <MustEnrol {...props} /> : <MustChange {...props} />}
      <p className="zs-meta access-foot">
        当前登录：{me.actor.name}
        <button type="button" className="zs-to access-leave" onClick={() => void props.signOut()}>
          退出登录
        </button>
      </p>
    </Doorway>
  );
}

function MustEnrol(props: ObligedProps): ReactNode {
  const me = useMe();
  const { message } = App.useApp();
  return (
    <div className="access-form">
      <Brand />
      <h2>请先启用动态口令</h2>
      <p className="access-why">局、镇账号能看全县和企业的数据，只凭密码不够：启用后，密码泄露别人也进不来。</p>
      <Enrolment
        submit="启用并进入"
        onDone={async () => {
          await props.onDone();
          void message.success('动态口令已启用，下次登录除密码外还要输入验证器上的 6 位数字', 6);
        }}
      />
      <Recovery administrator={me.actor.role === 'county-admin'} />
    </div>
  );
}

function MustChange(props: ObligedProps): ReactNode {
  const me = useMe();
  const sessions = useAsk<OwnSessions>('access.sessions');
  const login = sessions.data?.account ?? '';
  const [current, setCurrent] = useState('');
  const [typed, setTyped] = useState({ next: '', again: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const fault = current ? typedFault(typed, { account: login, name: me.actor.name }) : '请填写现密码';
    setWrong(fault);
    if (fault || busy) return;
    setBusy(true);
    try {
      await act('access.change-password', { current, next: typed.next });
      await props.onDone();
    } catch (error) {
      setWrong(sentence(error));
      setBusy(false);
    }
  };
  return (
    <form className="access-form" onSubmit={(event) => void submit(event)} noValidate>
      <Brand />
      <h2>请先修改密码</h2>
      <p className="access-why">现密码是别人交给您的，或已用满 180 天：换成只有自己知道的，再办理业务。</p>
      <label htmlFor="current">现密码</label>
      <Input.Password
        id="current"
        size="large"
        autoComplete="current-password"
        autoFocus
        value={current}
        onChange={(e) => setCurrent(e.target.value)}
      />
      <NewPassword login={login} value={typed} change={setTyped} />
      <div className="access-wrong" role="alert">
        {wrong}
      </div>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        修改密码并进入
      </Button>
    </form>
  );
}
