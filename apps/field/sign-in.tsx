import { Button, Input } from 'antd-mobile';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OfferedDemoAccount } from '#access';
import { keepCounty, Refused, sentence, useCountyChoice } from '#kernel/ui';
import type { SignInGiven } from './session.ts';

const demoOf = (demo: unknown): OfferedDemoAccount[] => {
  const accounts = (demo as { accounts?: unknown } | null | undefined)?.accounts;
  return Array.isArray(accounts) ? (accounts as OfferedDemoAccount[]) : [];
};

/** Who works in the field, the enterprise first. */
const fieldRoles = ['safety-manager', 'principal', 'worker', 'town-officer', 'town-lead', 'county-officer'];

/** 登录: needs a line once; afterwards the app opens without one. */
export function SignIn(props: {
  demo?: unknown;
  counties?: unknown;
  online: boolean;
  held: number;
  signIn: (given: SignInGiven) => Promise<void>;
  /** The session ended by itself: what is open comes back. */
  ended?: boolean;
  back?: () => void;
}): ReactNode {
  const { demo, online, held, signIn, ended } = props;
  const { counties, county, pick, missing } = useCountyChoice(props.counties);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);

  const enter = async (given: SignInGiven) => {
    setBusy(true);
    setWrong('');
    try {
      await signIn(county ? { ...given, county } : given);
      if (county) keepCounty(county);
    } catch (error) {
      if (error instanceof Refused && error.code === 'NEEDS_CODE') setCode('');
      else setWrong(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = { account: account.trim(), password };
    if (missing) setWrong(missing);
    else if (!given.account || !password) setWrong('请填写账号和密码');
    else if (code !== null && !/^\d{6}$/.test(code)) setWrong(`动态口令应为 6 位数字，现为“${code}”`);
    else void enter(code === null ? given : { ...given, code });
  };
  const demos = fieldRoles.flatMap((role) => demoOf(demo).filter((one) => one.role === role));
  return (
    <main className="zf-sign-in">
      <header>
        <h1>泽安</h1>
        <p className="zf-meta">现场：随手上报，当场整改，到场复查</p>
      </header>
      {online ? null : <p className="zf-notice">没有网络。首次登录需要联网，登录后没有网络也能用。</p>}
      {ended ? <p className="zf-notice">登录已过期。填写的内容都在本机，登录后回到刚才的页面。</p> : null}
      {held > 0 ? <p className="zf-notice">本机有 {held} 条未送达的内容，登录后由填报人本人的账号发送。</p> : null}
      <form onSubmit={submit} noValidate>
        {code === null ? (
          <>
            {counties.length > 0 ? (
              <>
                <label htmlFor="county">县（市、区）</label>
                <select id="county" value={county ?? ''} onChange={(event) => pick(event.target.value)}>
                  {county ? null : <option value="">请选择</option>}
                  {counties.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </>
            ) : null}
            <label htmlFor="account">账号</label>
            <Input id="account" autoComplete="username" value={account} onChange={setAccount} />
            <label htmlFor="password">密码</label>
            <Input
              id="password"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
            />
          </>
        ) : (
          <>
            <label htmlFor="code">动态口令（验证器上的 6 位数字）</label>
            <Input
              id="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={setCode}
            />
          </>
        )}
        <p className="zf-wrong" role="alert">
          {wrong}
        </p>
        <Button block size="large" color="primary" type="submit" loading={busy}>
          登录
        </Button>
        {code !== null ? (
          <button type="button" className="zf-more" onClick={() => setCode(null)}>
            换一个账号
          </button>
        ) : null}
        {props.back ? (
          <button type="button" className="zf-more" onClick={props.back}>
            先不登录，回去继续
          </button>
        ) : null}
      </form>
      {demos.length > 0 && code === null ? (
        <section className="zf-demo" aria-label="演示账号">
          <h2>演示账号</h2>
          <p className="zf-meta">人名和企业均为虚构，点一行即可进入。</p>
          <ul>
            {demos.map((one) => (
              <li key={one.account}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => void enter({ account: one.account, password: one.password })}
                >
                  <span>{one.roleTitle}</span>
                  <span className="zf-meta">{one.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  );
}
