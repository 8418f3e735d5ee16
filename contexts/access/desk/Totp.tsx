import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { toDataURL } from 'qrcode';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Asked, act, sentence, useAct } from '#kernel/ui';
import type { FreshTotp } from './answers.ts';
import { Copied } from './Copied.tsx';
import './sign-in.css';

/** Side of the QR picture in its own pixels; it is shown at the theme's size. */
const qrPixels = 336;

interface Fresh {
  secret: string;
  picture: string;
}

/** Asks for a new secret; an authenticator in use goes on working until the new one is confirmed. */
async function enrol(): Promise<Fresh> {
  const { answer } = await act<FreshTotp>('access.enrol-totp', {});
  return { secret: answer.secret, picture: await toDataURL(answer.uri, { width: qrPixels, margin: 1 }) };
}

/**
 * Enrolment of the second factor (动态口令): scan or type the key, type one code, done. A secret is asked for when this appears.
 */
export function Enrolment(props: { onDone: () => void | Promise<void>; submit: string }): ReactNode {
  const id = useId();
  // One secret per appearance: it must not change under somebody who is scanning it.
  const fresh = useQuery({
    queryKey: ['enrolment', id],
    queryFn: enrol,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return <Asked of={fresh}>{(one) => <Steps {...props} {...one} />}</Asked>;
}

function Steps(props: Fresh & { onDone: () => void | Promise<void>; submit: string }): ReactNode {
  const confirm = useAct('access.confirm-totp');
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const finish = async (event: FormEvent) => {
    event.preventDefault();
    const typed = code.trim();
    if (!/^\d{6}$/.test(typed)) {
      setWrong(typed ? `动态口令应为 6 位数字，现为“${typed}”` : '请输入验证器上的 6 位数字');
      return;
    }
    setWrong(null);
    try {
      await confirm.mutateAsync({ code: typed });
      await props.onDone();
    } catch (error) {
      setCode('');
      setWrong(sentence(error));
    }
  };
  return (
    <form className="access-totp" onSubmit={(event) => void finish(event)} noValidate>
      <img src={props.picture} alt="动态口令二维码；不能扫码时，在验证器中手工输入旁边的密钥" />
      <ol>
        <li>
          <b>打开手机上的验证器</b>
          <p className="zs-meta">任一款支持 TOTP 的验证器均可，手机时间须准确。</p>
        </li>
        <li>
          <b>扫左侧二维码，或手工输入密钥</b>
          <Copied
            title="密钥"
            text={props.secret.replace(/(.{4})/g, '$1 ').trim()}
            hint="类型选“基于时间”，空格可不输"
          />
        </li>
        <li>
          <label htmlFor="totp-code">输入验证器上的 6 位数字</label>
          <div className="access-code">
            <Input
              id="totp-code"
              size="large"
              inputMode="numeric"
              maxLength={6}
              autoComplete="one-time-code"
              autoFocus
              aria-describedby="totp-wrong"
              value={code}
              onChange={(e) => setCode(e.target.value)}
            />
            <Button type="primary" size="large" htmlType="submit" loading={confirm.isPending}>
              {props.submit}
            </Button>
          </div>
          <p className="zs-field-wrong" id="totp-wrong" role="alert">
            {wrong}
          </p>
        </li>
      </ol>
    </form>
  );
}

/** Who helps when the phone is gone: told when it is enrolled, because later is too late. */
export function Recovery(props: { administrator: boolean }): ReactNode {
  return (
    <div className="zs-meta access-recovery">
      <p>
        <b>换手机</b>：先在“我的账号”更换验证器，再停用旧手机。
      </p>
      <p>
        <b>手机丢失</b>：请县级管理员在“用户”中停用您的动态口令，再登录时重新登记。
      </p>
      {props.administrator ? (
        <p>
          <b>您是县级管理员</b>：请再设一名县级管理员，互为备份；万一都登不上，在服务器上执行{' '}
          <code>npx zean user remove-code 账号</code>。
        </p>
      ) : null}
    </div>
  );
}
