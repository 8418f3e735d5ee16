import { Input } from 'antd';
import type { ReactNode } from 'react';
import { type PasswordOwner, passwordFaults } from '../domain/password.rule.ts';

/** What a new password must be, in the words of a hint. */
export const passwordHint = '至少 10 个字符，不易猜中';

/** A new password as it is typed, twice. */
export interface TypedTwice {
  next: string;
  again: string;
}

/** What is wrong with it as far as the screen can tell (the server judges again, by its own profile), or null. */
export function typedFault(typed: TypedTwice, owner: PasswordOwner): string | null {
  if (!typed.next) return '请填写新密码';
  const [fault] = passwordFaults(typed.next, owner, 'plain');
  if (fault) return fault;
  return typed.next === typed.again ? null : '两遍新密码不一致，请核对';
}

/** The two fields of a new password. `login` lets the browser's key ring file it under the right account. */
export function NewPassword(props: {
  login: string;
  value: TypedTwice;
  change: (value: TypedTwice) => void;
  autoFocus?: boolean;
}): ReactNode {
  const { value, change } = props;
  return (
    <>
      <input
        type="text"
        className="zs-hidden"
        name="username"
        autoComplete="username"
        value={props.login}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <label htmlFor="next">新密码</label>
      <Input.Password
        id="next"
        size="large"
        autoComplete="new-password"
        autoFocus={props.autoFocus ?? false}
        aria-describedby="next-hint"
        value={value.next}
        onChange={(e) => change({ ...value, next: e.target.value })}
      />
      <p className="zs-meta access-hint" id="next-hint">
        {passwordHint}。大小写字母、数字、符号至少用三种，或写一句 16 个字符以上、别人想不到的话。
      </p>
      <label htmlFor="again">再输一遍</label>
      <Input.Password
        id="again"
        size="large"
        autoComplete="new-password"
        value={value.again}
        onChange={(e) => change({ ...value, again: e.target.value })}
      />
    </>
  );
}
