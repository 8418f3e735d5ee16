import { Button } from 'antd-mobile';
import { type ReactNode, useEffect, useState } from 'react';
import { todayIn } from '#kernel';
import {
  AgainIcon,
  ageText,
  Block,
  Coming,
  go,
  Nothing,
  PhonePage,
  say,
  sayError,
  useKept,
  usePhone,
} from '#kernel/phone';
import { act, instantText, under } from '#kernel/ui';
import type { Inbox, Message } from '../desk/answers.ts';
import { byDay } from '../domain/days.ts';
import { keepInbox } from './keeping.ts';
import { keptInbox } from './kept-names.ts';
import './inbox.css';

/** 消息 on the phone: the newest by day, each leads to what it is about. Readable without a signal, with its age. */
export function InboxPage(): ReactNode {
  const { me, online, now, hasPage } = usePhone();
  const row = useKept<Inbox>(me.actor.account, keptInbox);
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      await keepInbox(me);
    } catch (error) {
      say(sayError(error, '没有取到，请重试'));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (online) void keepInbox(me).catch(() => undefined);
  }, [me, online]);
  /** Marks as read where there is a line; without one it stays unread until it is opened again. */
  const read = async (name: 'messages.read' | 'messages.read-all', given: Record<string, unknown>) => {
    if (!online) return;
    try {
      await act(name, given);
      await keepInbox(me);
    } catch (error) {
      say(sayError(error, '没有标记成功，请重试'));
    }
  };
  const open = async (of: Message) => {
    if (!of.readAt) void read('messages.read', { ids: [of.id] });
    if (hasPage(of.path)) go(of.path);
    else location.assign(under(of.path));
  };
  const inbox = row?.value;
  const [newest] = inbox?.rows ?? [];
  return (
    <PhonePage
      title="消息"
      backTo="/me"
      right={
        <button
          type="button"
          className="zf-bar-act"
          aria-label="刷新"
          disabled={busy || !online}
          onClick={() => void again()}
        >
          <AgainIcon />
        </button>
      }
    >
      {row === undefined ? <Coming rows={6} /> : null}
      {row === null ? (
        <Nothing
          title={online ? '正在取消息' : '还没有取到消息'}
          hint={online ? undefined : '联网打开一次后，没有网络也能看。'}
        />
      ) : null}
      {row && inbox ? (
        <>
          <p className="zf-meta mf-age">{`${inbox.unread > 0 ? `${inbox.unread} 条未读` : '没有未读'}，${ageText(row.at, Date.now())}更新`}</p>
          {inbox.rows.length === 0 ? (
            <Nothing title="还没有消息" hint="派发、催办、退回、审批结果等会在这里告知。" />
          ) : null}
          {byDay(inbox.rows, todayIn(now())).map(({ day, title, rows }) => (
            <Block key={day} title={title}>
              <ul aria-label={title}>
                {rows.map((of) => (
                  <li key={of.id}>
                    <button
                      type="button"
                      className={of.readAt ? 'mf-line' : 'mf-line mf-new'}
                      onClick={() => void open(of)}
                    >
                      <b>{of.title}</b>
                      {of.text ? <span>{of.text}</span> : null}
                      <span className="zf-meta">
                        {[
                          instantText(of.at, false).slice(-5),
                          of.kindTitle,
                          of.byName,
                          ...(of.readAt ? [] : ['未读']),
                        ].join(' · ')}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </Block>
          ))}
          {online && inbox.unread > 0 && newest ? (
            <Button block size="large" onClick={() => void read('messages.read-all', { upTo: newest.at })}>
              全部已读
            </Button>
          ) : null}
        </>
      ) : null}
    </PhonePage>
  );
}
