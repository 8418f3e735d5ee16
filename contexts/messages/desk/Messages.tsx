import { App, Button, Input, Segmented } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import {
  Asked,
  Empty,
  instantText,
  Page,
  Pane,
  sentence,
  To,
  useAct,
  useAddress,
  useAsk,
  useMe,
  useTyped,
} from '#kernel/ui';
import { byDay } from '../domain/days.ts';
import type { Inbox, Message } from './answers.ts';
import { Kinds } from './Kinds.tsx';
import './messages.css';

const PAUSE_MS = 350;
const one = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');

/** Marks as read, and says why when it cannot. */
function useRead() {
  const { message } = App.useApp();
  const failed = (error: Error) => void message.error(sentence(error));
  const some = useAct('messages.read');
  const all = useAct('messages.read-all');
  return {
    busy: some.isPending || all.isPending,
    read: (of: Message) => {
      if (!of.readAt) some.mutate({ ids: [of.id] }, { onError: failed });
    },
    readAll: (upTo: string) => all.mutate({ upTo }, { onError: failed }),
  };
}

/** 消息: what came, by day; each leads to what it is about. */
export default function Messages(): ReactNode {
  const { search, set } = useAddress();
  const unread = one(search.unread) === '1';
  const q = one(search.q);
  const [words, setWords] = useState(q);
  const typed = useTyped(words, PAUSE_MS).trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what was typed, not itself
  useEffect(() => {
    if (typed !== q) set({ q: typed || undefined });
  }, [typed]);
  return (
    <Page title="消息" note="办理事项时系统按规则发出，点标题打开事项；保留 180 天">
      <div className="ms-bar">
        <Segmented
          aria-label="看哪些"
          value={unread ? '1' : ''}
          options={[
            { label: '全部', value: '' },
            { label: '未读', value: '1' },
          ]}
          onChange={(value) => set({ unread: value || undefined })}
        />
        <Input
          className="ms-search"
          allowClear
          aria-label="搜索消息"
          placeholder="搜索标题、内容、办理人"
          maxLength={60}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Kinds />
      </div>
      <List key={`${String(unread)} ${q}`} unread={unread} q={q} />
    </Page>
  );
}

/** One page of what was asked for, and the way to the next. */
function List({ unread, q }: { unread: boolean; q: string }): ReactNode {
  const [behind, setBehind] = useState<readonly string[]>([]);
  const before = behind[behind.length - 1];
  const answer = useAsk<Inbox>(
    'messages.inbox',
    { ...(unread ? { unread: '1' } : {}), ...(q ? { q } : {}), ...(before ? { before } : {}) },
    { fresh: 0 },
  );
  const { busy, read, readAll } = useRead();
  return (
    <Asked of={answer} rows={8}>
      {({ rows, unread: n, next }) => (
        <>
          <div className="ms-bar">
            <span className="zs-meta">{n > 0 ? `${n} 条未读` : '没有未读'}</span>
            {n > 0 && rows[0] && !before ? (
              <Button disabled={busy} onClick={() => readAll(rows[0]!.at)}>
                全部已读
              </Button>
            ) : null}
          </div>
          {rows.length === 0 ? <Nothing unread={unread} q={q} /> : <Days rows={rows} busy={busy} read={read} />}
          {behind.length > 0 || next ? (
            <div className="ms-bar">
              <Button disabled={behind.length === 0} onClick={() => setBehind(behind.slice(0, -1))}>
                较新的
              </Button>
              <Button disabled={!next} onClick={() => next && setBehind([...behind, next])}>
                较早的
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Asked>
  );
}

function Nothing({ unread, q }: { unread: boolean; q: string }): ReactNode {
  if (q) return <Empty title={`没有含“${q}”的${unread ? '未读' : ''}消息`} />;
  if (unread) return <Empty title="没有未读消息" />;
  return <Empty title="还没有消息" hint="派发、催办、退回、待复查、审批结果等会在这里告知，并能直接打开事项。" />;
}

function Days(props: { rows: readonly Message[]; busy: boolean; read: (of: Message) => void }): ReactNode {
  const { today } = useMe();
  return (
    <>
      {byDay(props.rows, today).map(({ day, title, rows }) => (
        <Pane key={day} title={title} note={`${rows.length} 条`} flush>
          <ul className="ms-list" aria-label={title}>
            {rows.map((of) => (
              <Line key={of.id} of={of} busy={props.busy} read={() => props.read(of)} />
            ))}
          </ul>
        </Pane>
      ))}
    </>
  );
}

function Line({ of, busy, read }: { of: Message; busy: boolean; read: () => void }): ReactNode {
  return (
    <li className={of.readAt ? 'ms-line' : 'ms-line ms-line-new'}>
      <span className="zs-meta zs-tab-figures">{instantText(of.at, false).slice(-5)}</span>
      <div className="ms-what">
        <To path={of.path} className="ms-title" onOpen={read}>
          {of.title}
        </To>
        {of.text ? <p>{of.text}</p> : null}
        <p className="zs-meta">{`${of.alarm ? '告警 · ' : ''}${of.kindTitle} · ${of.byName}`}</p>
      </div>
      {of.readAt ? (
        <span className="zs-meta">已读</span>
      ) : (
        <Button type="link" size="small" disabled={busy} onClick={read}>
          标记已读
        </Button>
      )}
    </li>
  );
}
