import { Button } from 'antd';
import type { ReactNode } from 'react';
import { To } from './address.tsx';
import { Refused, sentence, Unreachable } from './api.ts';

/** Nothing here yet: what would appear, and what to do. */
export function Empty(props: { title: string; hint?: ReactNode; act?: ReactNode }): ReactNode {
  return (
    <div className="zs-state">
      <div className="zs-state-title">{props.title}</div>
      {props.hint ? <div className="zs-state-hint">{props.hint}</div> : null}
      {props.act ? <div className="zs-state-act">{props.act}</div> : null}
    </div>
  );
}

/** This person has no right to see it: whom to ask. */
export function NoRight(props: { message?: string }): ReactNode {
  return (
    <Empty
      title="您的岗位不能查看这一页"
      hint={props.message ?? '如工作需要，请联系本单位管理员，由县级管理员在“用户”中调整岗位。'}
    />
  );
}

const titles: Readonly<Record<string, string>> = {
  NOT_FOUND: '没有找到',
  BUSY: '系统繁忙',
  BROKEN: '服务器出错',
  TOO_MANY: '请稍候再试',
  NOT_CONNECTED: '尚未接入',
};

/** It could not be shown: the reason and a retry. */
export function Failed(props: { error: unknown; retry?: () => void }): ReactNode {
  const { error } = props;
  if (error instanceof Refused && error.code === 'NOT_YOURS') return <NoRight message={error.message} />;
  // The account itself must be put in order first; that is done on the account page.
  if (error instanceof Refused && error.code.startsWith('MUST_')) {
    return <Empty title="请先完善账号" hint={error.message} act={<To path="/account">去我的账号</To>} />;
  }
  const title =
    error instanceof Refused
      ? (titles[error.code] ?? '无法显示')
      : error instanceof Unreachable
        ? '连接中断'
        : '无法显示';
  return (
    <div role="alert">
      <Empty
        title={title}
        hint={sentence(error)}
        act={props.retry ? <Button onClick={props.retry}>重试</Button> : undefined}
      />
    </div>
  );
}

/** Grey lines where the rows will be; nothing moves. */
export function Loading(props: { rows?: number }): ReactNode {
  return (
    <div className="zs-loading" role="status" aria-label="正在载入">
      {Array.from({ length: props.rows ?? 6 }, (_, i) => (
        <i key={`line-${String(i)}`} style={{ width: `${String(92 - ((i * 17) % 40))}%` }} />
      ))}
    </div>
  );
}
