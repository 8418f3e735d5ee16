import { Button, Input } from 'antd';
import { toDataURL } from 'qrcode';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sentence, useAct } from '#kernel/ui';

/** Side of the QR picture in its own pixels; it is shown at the theme's size. */
const qrPixels = 320;

/** Enrolment of the second factor: scan, type one code, done. */
export function Totp(): ReactNode {
  const enrol = useAct<{ secret: string; uri: string }>('access.enrol-totp');
  const confirm = useAct('access.confirm-totp');
  const [picture, setPicture] = useState<string | null>(null);
  const [secret, setSecret] = useState('');
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);

  const start = async () => {
    setWrong(null);
    try {
      const { answer } = await enrol.mutateAsync({});
      setPicture(await toDataURL(answer.uri, { width: qrPixels, margin: 1 }));
      setSecret(answer.secret);
    } catch (error) {
      setWrong(sentence(error));
    }
  };
  const finish = async (event: FormEvent) => {
    event.preventDefault();
    if (!/^\d{6}$/.test(code.trim())) {
      setWrong(`动态口令应为 6 位数字，现为“${code.trim()}”`);
      return;
    }
    setWrong(null);
    try {
      await confirm.mutateAsync({ code: code.trim() });
      setPicture(null);
      setCode('');
    } catch (error) {
      setWrong(sentence(error));
    }
  };
  const told = wrong ? (
    <p className="zs-field-wrong" role="alert">
      {wrong}
    </p>
  ) : null;
  if (confirm.isSuccess)
    return <p role="status">动态口令已启用。下次登录时，除密码外还要输入手机验证器上的 6 位数字。</p>;
  if (!picture) {
    return (
      <>
        <p>启用后，登录除密码外还需手机验证器上的 6 位数字；密码泄露也进不来。</p>
        <div className="zs-row" style={{ marginTop: 'var(--s3)' }}>
          <Button onClick={() => void start()} loading={enrol.isPending}>
            启用或更换验证器
          </Button>
        </div>
        {told}
      </>
    );
  }
  return (
    <form
      className="zs-row"
      style={{ alignItems: 'flex-start', gap: 'var(--s6)', flexWrap: 'nowrap' }}
      onSubmit={(event) => void finish(event)}
    >
      <img
        src={picture}
        alt="动态口令二维码，也可在验证器中手工输入下面的密钥"
        style={{ width: 'calc(var(--size-thumb) * 1.5)' }}
      />
      <div className="zs-col">
        <p>1. 用手机验证器（支持 TOTP 的任一款）扫左侧二维码；不能扫码时手工输入密钥：</p>
        <code className="zs-mark">{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
        <label htmlFor="totp-code">2. 输入验证器上显示的 6 位数字：</label>
        <div className="zs-row" style={{ flexWrap: 'nowrap' }}>
          <Input
            id="totp-code"
            inputMode="numeric"
            maxLength={6}
            autoComplete="one-time-code"
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            确认启用
          </Button>
        </div>
        {told}
      </div>
    </form>
  );
}
