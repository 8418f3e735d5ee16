import { Button, Checkbox } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { Batch, Pane, To, useChosen, useDo, useMe, useWorkingDaysLeft } from '#kernel/ui';
import type { TodoGroup, TodoRow } from './answers.ts';
import { batchActs, useDutyForms } from './forms.tsx';
import { OwedClock } from './marks.tsx';
import { todoPath } from './todo-path.ts';
import './duties.css';

/** Rows of a group that stand open; the rest unfolds. */
const firstRows = 6;

/** One verb of the home: what is owed or waits to be judged, the act one click away. */
export default function DutyTodoPane({ group }: { group: TodoGroup; today: string }): ReactNode {
  const me = useMe();
  const left = useWorkingDaysLeft();
  const forms = useDutyForms();
  const doAct = useDo();
  const [all, setAll] = useState(false);
  const chosen = useChosen();
  const acts = useMemo(() => batchActs<TodoRow>(me.today, group.command), [me.today, group.command]);
  const batched = acts.length > 0 && group.rows.length > 1;
  const rows = all ? group.rows : group.rows.slice(0, firstRows);
  const missed = group.rows.filter((row) => row.time === 'missed').length;
  return (
    <Pane
      flush
      title={
        <>
          {group.title} <span className="du-count">{group.total}</span>
        </>
      }
      note={missed > 0 ? <span className="du-missed">逾期 {missed}</span> : null}
      acts={
        batched ? (
          <Checkbox
            checked={chosen.size > 0 && chosen.size === rows.length}
            indeterminate={chosen.size > 0 && chosen.size < rows.length}
            onChange={(event) =>
              chosen.all(
                rows.map((row) => row.id),
                event.target.checked,
              )
            }
          >
            全选
          </Checkbox>
        ) : null
      }
    >
      <ul className="du-lines">
        {rows.map((row) => {
          const form = forms(row).find((one) => one.name === group.command && row.can.includes(one.name));
          return (
            <li key={row.id} className={batched ? 'du-line du-line-pick' : 'du-line'}>
              {batched ? (
                <Checkbox
                  checked={chosen.has(row.id)}
                  aria-label={`选择 ${row.ownerName} ${row.title}`}
                  onChange={(event) => chosen.choose(row.id, event.target.checked)}
                />
              ) : null}
              <div className="du-line-what">
                <To path={`/duties/${row.id}`} className="du-line-title">
                  {row.title}
                </To>{' '}
                <span className="zs-meta">
                  {row.period}
                  {row.enterprise === me.actor.enterprise ? '' : ` · ${row.ownerName}`}
                </span>
                <p className="zs-meta">
                  {row.what}；{row.why}
                </p>
              </div>
              <OwedClock of={row} left={left} />
              <span />
              <div className="du-line-act">
                {form ? (
                  <Button onClick={() => doAct(form)} aria-label={`${form.title} ${row.ownerName} ${row.title}`}>
                    {form.title}
                  </Button>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
      <Batch<TodoRow>
        rows={group.rows.filter((row) => chosen.has(row.id))}
        acts={acts}
        unit="件"
        titleOf={(row) => `${row.ownerName} ${row.title}`}
        onClear={chosen.clear}
      />
      {group.rows.length > rows.length || group.total > group.rows.length ? (
        <div className="du-more">
          {group.rows.length > rows.length ? (
            <Button type="text" onClick={() => setAll(true)}>
              再看 {group.rows.length - rows.length} 件
            </Button>
          ) : null}
          <To path={todoPath(group.command, me.actor.scope)}>在台账中看全部 {group.total} 件</To>
        </div>
      ) : null}
    </Pane>
  );
}
