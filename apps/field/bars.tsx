import type { ReactNode } from 'react';
import { isUnsent } from '#kernel/outbox';
import { OfflineIcon, usePhone } from '#kernel/phone';
import { useUpdate } from './worker-link.ts';

const minutes = (ms: number): string => {
  const n = Math.round(Math.abs(ms) / 60_000);
  return n < 120 ? `${n} 分钟` : `约 ${Math.round(n / 60)} 小时`;
};

/** Plain bars above everything: no line, session over, wrong clock, newer app. Only one at a time, the most pressing. */
export function Bars(props: { online: boolean; expired: boolean; skewMs: number; signIn: () => void }): ReactNode {
  const { acts, me } = usePhone();
  const update = useUpdate();
  const n = acts.filter((act) => act.account === me.actor.account && (act.state === 'draft' || isUnsent(act))).length;
  if (!props.online) {
    return (
      <p className="zf-strip" role="status">
        <OfflineIcon />
        {n > 0 ? `离线，已保存在本机 ${n} 条` : '离线，填写的内容会保存在本机'}
      </p>
    );
  }
  if (props.expired) {
    return (
      <button type="button" className="zf-strip zf-strip-act" onClick={props.signIn}>
        登录已过期，内容都在本机。点此登录后继续发送
      </button>
    );
  }
  if (props.skewMs !== 0) {
    return (
      <p className="zf-strip" role="status">
        手机时间{props.skewMs < 0 ? '快' : '慢'}了 {minutes(props.skewMs)}，已按服务器时间记录
      </p>
    );
  }
  return update ? (
    <button type="button" className="zf-strip zf-strip-act" onClick={update}>
      有新版本，点此更新（草稿不会丢）
    </button>
  ) : null;
}
