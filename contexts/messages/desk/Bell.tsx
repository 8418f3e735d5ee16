import BellOutlined from '@ant-design/icons/es/icons/BellOutlined';
import type { ReactNode } from 'react';
import { To, useAsk } from '#kernel/ui';
import type { Unread } from './answers.ts';
import './messages.css';

const EVERY_MS = 30_000;
const MOST = 99;

/** The bell in the bar: how many are unread. */
export default function Bell(): ReactNode {
  const { data } = useAsk<Unread>('messages.unread', {}, { every: EVERY_MS });
  const unread = data?.unread ?? 0;
  const words = unread > 0 ? `消息，${unread} 条未读` : '消息';
  return (
    <To path="/messages" className="ms-bell" title={words}>
      <BellOutlined aria-hidden="true" />
      <span className="ms-bell-words">{words}</span>
      {unread > 0 ? (
        <b className="ms-count" aria-hidden="true">
          {unread > MOST ? `${MOST}+` : unread}
        </b>
      ) : null}
    </To>
  );
}
