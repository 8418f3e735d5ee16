import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { act, keepCounty, Refused, sentence, useCountyChoice } from '#kernel/ui';
import type { OfferedDemoAccount } from '../admin.ts';
import { roleWord } from '../domain/words.ts';
import { CountyField } from './CountyField.tsx';
import { Brand, Doorway } from './Doorway.tsx';

/** An account and its password, known to be right. */
export interface Credentials {
  county?: string;
  account: string;
  password: string;
}

function demoAccounts(demo: unknown): OfferedDemoAccount[] {
  const accounts = (demo as { accounts?: unknown } | null | undefined)?.accounts;
  return Array.isArray(accounts) ? (accounts as OfferedDemoAccount[]) : [];
}

/** Sign-in (登录): account and password, then the second factor when the account has one (at once with a `start`). */
export default function SignIn(props: {
  demo?: unknown;
  /** Whose accounts there are, when the server serves several counties. */
  counties?: unknown;
  onDone: () => Promise<void>;
  start?: Credentials | null;
  /** The session ended by itself: what was open waits behind this page. */
  ended?: boolean;
}): ReactNode {
  const choice = useCountyChoice(props.counties, props.start?.county);
  const { county, missing } = choice;
  const [account, setAccount] = useState(props.start?.account ?? '');
  const [password, setPassword] = useState(props.start?.password ?? '');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'password' | 'code'>(props.start ? 'code' : 'password');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const accounts = demoAccounts(props.demo);

  const enter = async (given: { account: string; password: string; code?: string }) => {
    setBusy(true);
    setWrong(null);
    try {
      await act('access.sign-in', county ? { ...given, county } : given);
      if (county) keepCounty(county);
      await props.onDone();
    } catch (error) {
      if (error instanceof Refused && error.code === 'NEEDS_CODE') setStep('code');
      else {
        setWrong(sentence(error));
        if (error instanceof Refused && error.code === 'WRONG_PASSWORD') setStep('password');
      }
      setCode('');
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = account.trim();
    if (missing) setWrong(missing);
    else if (!name || !password) setWrong('请填写账号和密码');
    else if (step === 'code' && !/^\d{6}$/.test(code.trim())) setWrong(`动态口令应为 6 位数字，现为“${code.trim()}”`);
    else void enter(step === 'code' ? { account: name, password, code: code.trim() } : { account: name, password });
  };

  return (
    <Doorway>
      <form className="access-form" onSubmit={submit} noValidate>
        <Brand />
        {props.ended ? <p className="access-why">登录已过期，请重新登录。打开的页面和填写的内容都还在。</p> : null}
        {step === 'password' ? (
          <>
            <CountyField choice={choice} />
            <label htmlFor="account">账号</label>
            <Input
              id="account"
              size="large"
              autoComplete="username"
              autoFocus={missing === null}
              value={account}
              onChange={(e) => setAccount(e.target.value)}
            />
            <label htmlFor="password">密码</label>
            <Input.Password
              id="password"
              size="large"
              autoComplete="current-password"
              value={password}
              onChange={(e) => setPassword(e.target.value)}
            />
          </>
        ) : (
          <>
            <p className="access-why">
              账号 <b>{account}</b> 启用了动态口令。请打开手机上的验证器，输入当前的 6 位数字。
            </p>
            <label htmlFor="code">动态口令</label>
            <Input
              id="code"
              size="large"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              autoFocus
              value={code}
              onChange={(e) => setCode(e.target.value)}
            />
          </>
        )}
        <div className="access-wrong" role="alert">
          {wrong}
        </div>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          登录
        </Button>
        {step === 'code' ? (
          <>
            <Button type="link" block onClick={() => setStep('password')}>
              换一个账号
            </Button>
            <p className="zs-meta access-foot">手机丢失或换了手机？请县级管理员停用您的动态口令，再登录时重新登记。</p>
          </>
        ) : (
          <p className="zs-meta access-foot">忘记密码请联系本单位管理员重置。</p>
        )}
      </form>
      {accounts.length > 0 ? (
        <section className="access-demo" aria-label="演示账号">
          <h2>演示账号</h2>
          <p className="zs-meta">这是演示数据，人名和企业均为虚构。点一行即可进入。</p>
          <ul>
            {accounts.map((one) => (
              <li key={one.account}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => {
                    setAccount(one.account);
                    setPassword(one.password);
                    setStep('password');
                    void enter({ account: one.account, password: one.password });
                  }}
                >
                  <span>{roleWord(one.role) ?? one.role}</span>
                  <span>{one.name}</span>
                  <span className="zs-mark">{one.account}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Doorway>
  );
}
