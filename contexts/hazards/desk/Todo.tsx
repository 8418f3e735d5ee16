import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Asked, Empty, mayAny, Page, useAddress, useAsk, useMay, useMe, useOpen } from '#kernel/ui';
import { Done } from './Done.tsx';
import './hazards.css';
import type { TodoAnswer } from './answers.ts';
import { TodoGroupPane } from './TodoGroup.tsx';
import { TopFigures } from './TopFigures.tsx';

/** What each side of the work finds here, for the empty page. */
const wouldAppear: Readonly<Record<string, string>> = {
  county: '上报到县局的和重大的隐患，轮到判定、派发、复查、销号或审批延期时，会按事项列在这里。',
  town: '本镇的隐患轮到判定、派发、复查、销号或审批延期时，会按事项列在这里。',
  enterprise: '派发给本企业的隐患和自查发现的问题，轮到整改或确认时会列在这里。',
  expert: '请您会诊的隐患会列在这里。',
};

/** Home (待办): what waits for me, grouped by the act it waits for. */
export default function Todo(): ReactNode {
  const me = useMe();
  const { search, set } = useAddress();
  const open = useOpen();
  const mayReport = useMay('hazards.report');
  const done = search.view === 'done';
  if (!mayAny(me, 'hazards.todo')) {
    return <Empty title={`${me.actor.name}，您好`} hint="您的岗位目前没有需要在这里办理的事项。" />;
  }
  return (
    <Page
      title="待办"
      note={`${me.actor.name}，今天 ${me.today}`}
      acts={
        <>
          {mayReport ? <Button onClick={() => open('/hazards/new')}>上报隐患</Button> : null}
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
      {done ? <Done /> : <Waiting />}
    </Page>
  );
}

function Waiting(): ReactNode {
  const me = useMe();
  const open = useOpen();
  const todo = useAsk<TodoAnswer>('hazards.todo', {}, { every: 120_000 });
  const mayLedger = useMay('hazards.ledger');
  return (
    <>
      <TopFigures />
      <Asked of={todo} rows={10}>
        {({ groups, today }) => {
          const mine = groups.filter((group) => group.rows.length > 0);
          if (mine.length > 0)
            return mine.map((group) => <TodoGroupPane key={group.key} group={group} today={today} />);
          return (
            <Empty
              title="现在没有待办"
              hint={wouldAppear[me.actor.scope] ?? '需要您办理的隐患会列在这里。'}
              act={mayLedger ? <Button onClick={() => open('/hazards')}>看隐患台账</Button> : null}
            />
          );
        }}
      </Asked>
    </>
  );
}
