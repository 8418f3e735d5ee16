import { Button, Segmented } from 'antd';
import { type ReactNode, Suspense, useEffect, useMemo } from 'react';
import type { HomeTodo } from '#kernel/server';
import {
  Asked,
  Empty,
  type HomePart,
  Loading,
  mayAny,
  Page,
  useAddress,
  useAsk,
  useBrought,
  useMe,
  useOpen,
} from '#kernel/ui';
import { Done } from './Done.tsx';
import { drawnOf } from './parts.ts';

/** Home (待办): what waits for me in every subject, grouped by the act it waits for. */
export default function Home(): ReactNode {
  const me = useMe();
  const { search, set } = useAddress();
  const open = useOpen();
  const parts = useBrought<HomePart>((module) => (module.home ? [module.home] : []));
  const acts = parts.flatMap((part) => part.acts ?? []).filter((act) => mayAny(me, act.needs));
  const done = search.view === 'done';
  if (!mayAny(me, 'home.todo')) {
    return <Empty title={`${me.actor.name}，您好`} hint="您的岗位目前没有需要在这里办理的事项。" />;
  }
  return (
    <Page
      title="待办"
      note={`${me.actor.name}，今天 ${me.today}`}
      acts={
        <>
          {acts.map((act) => (
            <Button key={act.path} onClick={() => open(act.path)}>
              {act.title}
            </Button>
          ))}
          <Segmented
            aria-label="待办或已办"
            value={done ? 'done' : 'todo'}
            options={[
              { value: 'todo', label: '待办' },
              { value: 'done', label: '已办' },
            ]}
            onChange={(view) => set({ view: view === 'done' ? 'done' : undefined })}
          />
        </>
      }
    >
      {done ? <Done parts={parts} /> : <Waiting parts={parts} />}
    </Page>
  );
}

function Waiting({ parts }: { parts: readonly HomePart[] }): ReactNode {
  const todo = useAsk<HomeTodo>('home.todo', {}, { every: 120_000 });
  const bySource = useMemo(() => new Map(parts.map((part) => [part.source, drawnOf(part)])), [parts]);
  // The code that draws a group comes beside the question, not after its answer.
  useEffect(() => {
    for (const part of parts) void part.group().catch(() => undefined);
  }, [parts]);
  return (
    <>
      <Suspense fallback={null}>
        {[...bySource].map(([source, { Figures }]) => (Figures ? <Figures key={source} /> : null))}
      </Suspense>
      <Asked of={todo} rows={10}>
        {({ groups, today }) => {
          const mine = groups.filter((group) => group.rows.length > 0);
          if (mine.length === 0) return <Nothing parts={parts} />;
          return (
            <Suspense fallback={<Loading rows={10} />}>
              {mine.map((group) => {
                const Group = bySource.get(group.source)?.Group;
                return Group ? <Group key={`${group.source} ${group.key}`} group={group} today={today} /> : null;
              })}
            </Suspense>
          );
        }}
      </Asked>
    </>
  );
}

function Nothing({ parts }: { parts: readonly HomePart[] }): ReactNode {
  const me = useMe();
  const open = useOpen();
  const hints = parts.flatMap((part) => part.hint[me.actor.scope] ?? []);
  const looks = parts.flatMap((part) => part.look ?? []).filter((look) => mayAny(me, look.needs));
  return (
    <Empty
      title="现在没有待办"
      hint={hints.join('') || '需要您办理的事项会列在这里。'}
      act={looks.map((look) => (
        <Button key={look.path} onClick={() => open(look.path)}>
          {look.title}
        </Button>
      ))}
    />
  );
}
