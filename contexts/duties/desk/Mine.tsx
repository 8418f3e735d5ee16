import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { addDays, type Day, rowsAt } from '#kernel';
import { Asked, Empty, Figure, Figures, Page, Pane, To, useAsk, useDo, useMe } from '#kernel/ui';
import { groupsOf, type Waits } from '../domain/groups.ts';
import { endsOf, listSpan, type Nearness, nearnessWords } from '../domain/month.ts';
import { owedLedger } from '../ledgers.ts';
import type { OfEnterprise } from './answers.ts';
import { Lines } from './Lines.tsx';
import { Month } from './Month.tsx';
import { tellForm } from './Tell.tsx';
import './duties.css';

const order: readonly Nearness[] = ['missed', 'week', 'month', 'later'];

/** The same rows in the ledger: what a figure opens is what it counts. */
function pathOf(key: Nearness, today: Day): string {
  const owed = { state: ['owed' as const] };
  const { week, month } = endsOf(today);
  if (key === 'missed') return rowsAt(owedLedger, { missed: true, state: ['owed'] });
  if (key === 'week') return rowsAt(owedLedger, { ...owed, dueFrom: today, dueTo: week });
  if (key === 'month') return rowsAt(owedLedger, { ...owed, dueFrom: addDays(week, 1), dueTo: month });
  return rowsAt(owedLedger, {
    ...owed,
    dueFrom: addDays([month, week].sort()[1]! as Day, 1),
    dueTo: listSpan(today).to,
  });
}

/** 应办事项 of my enterprise: as a list by nearness, or as a month. */
export default function Mine(): ReactNode {
  const { today } = useMe();
  const [view, setView] = useState<'list' | 'month'>('list');
  const answer = useAsk<OfEnterprise>('duties.mine', listSpan(today as Day));
  return (
    <Page
      title="应办事项"
      note="本企业应当办什么、为什么、到哪一天、拿什么证明"
      acts={
        <Segmented
          value={view}
          onChange={(to) => setView(to as 'list' | 'month')}
          options={[
            { value: 'list', label: '清单' },
            { value: 'month', label: '月历' },
          ]}
        />
      }
    >
      <Asked of={answer} rows={8}>
        {(given) =>
          view === 'month' ? <Month enterprise={given.enterprise} today={given.today as Day} /> : <List given={given} />
        }
      </Asked>
    </Page>
  );
}

function List({ given }: { given: OfEnterprise }): ReactNode {
  const today = given.today as Day;
  const groups = groupsOf(given.rows, today);
  const n = (key: Waits) => groups.find((group) => group.key === key)?.rows.length ?? 0;
  return (
    <>
      <Figures>
        {order.map((key) => (
          <Figure
            key={key}
            title={nearnessWords[key]}
            unit="件"
            n={n(key)}
            path={pathOf(key, today)}
            {...(key === 'missed' ? { tone: 'late' as const } : {})}
          />
        ))}
        <Figure title="退回补正" unit="件" n={n('returned')} path={rowsAt(owedLedger, { state: ['returned'] })} />
        <Figure title="待审核" unit="件" n={n('handed-in')} path={rowsAt(owedLedger, { state: ['handed-in'] })} />
      </Figures>
      {groups.length === 0 ? (
        <Empty title="没有要办的事项" hint="每一期开始时，按企业当日的情况列出应办的事项。" />
      ) : null}
      {groups.map((group) => (
        <Pane key={group.key} title={group.title} note={`${group.rows.length} 件`} flush>
          <Lines rows={group.rows} />
        </Pane>
      ))}
      <Occasions given={given} />
      <p>
        <To path="/duties">在台账中看全部，包括已办结的</To>
      </p>
    </>
  );
}

/** 起因: clocks the platform cannot start by itself, and whether they were told. */
export function Occasions({ given }: { given: OfEnterprise }): ReactNode {
  const doAct = useDo();
  if (given.occasions.length === 0) return null;
  return (
    <Pane title="由起因计时的事项" note="平台不知道这些日子，登记后才会计时：登记次数为 0 的请核对" flush>
      <ul className="du-lines">
        {given.occasions.map((one) => (
          <li key={one.id} className="du-line">
            <div className="du-line-what">
              <b>{one.title}</b>
              <p className="zs-meta">
                起因：{one.occasion}；{one.why}
              </p>
            </div>
            <span className={one.told === 0 ? 'du-told-none' : 'zs-meta'}>
              {one.told === 0 ? '还没有登记' : `已登记 ${one.told} 次`}
            </span>
            <span />
            <div className="du-line-act">
              {given.canTell ? (
                <Button
                  aria-label={`登记 ${one.occasion}`}
                  onClick={() => doAct(tellForm(one, given.enterprise) as never)}
                >
                  登记
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Pane>
  );
}
