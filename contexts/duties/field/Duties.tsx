import { type ReactNode, useState } from 'react';
import type { Day } from '#kernel';
import { AgainIcon, ageText, Block, Coming, Nothing, PhonePage, usePhone } from '#kernel/phone';
import { groupsOf } from '../domain/groups.ts';
import { DutyRow } from './Line.tsx';
import { MonthView } from './Month.tsx';
import { officeGroups } from './todo.ts';
import { type KeptDuties, useDuties } from './use-duties.ts';

const SHOWN = 8;

function Group(props: { title: string; of: KeptDuties['duties']; today: string }): ReactNode {
  const [all, setAll] = useState(false);
  const shown = all ? props.of : props.of.slice(0, SHOWN);
  return (
    <Block title={props.title} note={`${props.of.length} 件`}>
      <ul>
        {shown.map((row) => (
          <DutyRow key={row.id} of={row} today={props.today} />
        ))}
      </ul>
      {shown.length < props.of.length ? (
        <button type="button" className="zf-more" onClick={() => setAll(true)}>
          还有 {props.of.length - shown.length} 件
        </button>
      ) : null}
    </Block>
  );
}

/** What waits for this office and is done at a desk. */
export function AtTheDesk({ of }: { of: KeptDuties }): ReactNode {
  const groups = officeGroups(of.todo);
  if (groups.length === 0) return null;
  return (
    <Block title="应办事项，在电脑端办理">
      <ul className="df-office">
        {groups.map((group) => (
          <li key={group.key}>
            <span>{group.title}</span>
            <b>{group.total} 件</b>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Told({ of, view }: { of: KeptDuties; view: 'list' | 'month' }): ReactNode {
  const today = of.today as Day;
  if (view === 'month') return <MonthView duties={of.duties} today={today} />;
  const groups = groupsOf(of.duties, today);
  return (
    <>
      {groups.length === 0 ? (
        <Nothing title="没有要办的事项" hint="每一期开始时，按当日的情况列出应办的事项。" />
      ) : null}
      {groups.map((group) => (
        <Group key={group.key} title={group.title} of={group.rows} today={today} />
      ))}
      <AtTheDesk of={of} />
    </>
  );
}

/** 应办事项: what is owed, by nearness or as a month; readable without a signal, with its age. */
export function DutiesPage(): ReactNode {
  const { refresh, online } = usePhone();
  const found = useDuties();
  const [view, setView] = useState<'list' | 'month'>('list');
  const [busy, setBusy] = useState(false);
  const again = () => {
    setBusy(true);
    void refresh().finally(() => setBusy(false));
  };
  return (
    <PhonePage
      title="应办事项"
      backTo="/"
      right={
        <button type="button" className="zf-bar-act" aria-label="刷新" disabled={busy} onClick={again}>
          <AgainIcon />
        </button>
      }
    >
      <div className="df-views" role="group" aria-label="怎么看">
        {(['list', 'month'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
            {one === 'list' ? '清单' : '月历'}
          </button>
        ))}
        <span className="zf-meta">{found ? (busy ? '正在更新' : `${ageText(found.at, Date.now())}更新`) : ''}</span>
      </div>
      {found === undefined ? <Coming rows={5} /> : null}
      {found === null ? (
        <Nothing
          title={online ? '正在取应办事项' : '还没有取到应办事项'}
          hint={online ? undefined : '联网后会自动取来。'}
        />
      ) : null}
      {found ? <Told of={found} view={view} /> : null}
    </PhonePage>
  );
}
