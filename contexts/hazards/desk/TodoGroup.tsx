import { Button, Checkbox } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type ActForm,
  Batch,
  instantText,
  Pane,
  To,
  useChosen,
  useDo,
  useMe,
  useTownName,
  useWorkingDaysLeft,
} from '#kernel/ui';
import { clockDay } from '../domain/steps.ts';
import type { TodoGroup, TodoRow } from './answers.ts';
import { batchActs } from './batch.ts';
import { HazardClock, LevelMark } from './marks.tsx';
import { OtherActs } from './OtherActs.tsx';
import { groupPath, inTodoOrder, partedByOwner, type Urgency, urgencyOf, urgencyWords } from './todo-order.ts';
import { useHazardForms } from './use-forms.tsx';
import './hazards.css';
import './todo.css';

/** Rows of a group that stand open; the rest unfolds. */
const firstRows = 8;
const told: readonly Urgency[] = ['overdue', 'today', 'soon'];

/** One verb of the home: its rows, the act of each one click away, and the same act on many. */
export default function TodoGroupPane(props: { group: TodoGroup; today: string }): ReactNode {
  const { group, today } = props;
  const me = useMe();
  const left = useWorkingDaysLeft();
  const forms = useHazardForms();
  const [all, setAll] = useState(false);
  const chosen = useChosen();
  const doAct = useDo();
  const rows = useMemo(() => inTodoOrder(group.rows, today), [group.rows, today]);
  const { mine, others } = useMemo(() => partedByOwner(rows), [rows]);
  const acts = useMemo(() => batchActs<TodoRow>(me.today, group.command), [me.today, group.command]);
  const batched = acts.length > 0 && rows.length > 1;
  const ordered = [...mine, ...others];
  const shown = all ? ordered : ordered.slice(0, firstRows);
  const chosenRows = rows.filter((row) => chosen.has(row.id));
  const counts = told
    .map((urgency) => ({
      urgency,
      n: rows.filter((row) => urgencyOf(row, today, left(clockDay(row))) === urgency).length,
    }))
    .filter((one) => one.n > 0);
  return (
    <Pane
      flush
      title={
        <>
          {group.title} <span className="hz-count">{group.total}</span>
        </>
      }
      note={counts.map((one) => (
        <span key={one.urgency} className={one.urgency === 'overdue' ? 'hz-late' : 'hz-told'}>
          {urgencyWords[one.urgency]} {one.n}
        </span>
      ))}
      acts={
        batched ? (
          <Checkbox
            checked={shown.length > 0 && chosenRows.length === shown.length}
            indeterminate={chosenRows.length > 0 && chosenRows.length < shown.length}
            onChange={(event) =>
              chosen.all(
                shown.map((row) => row.id),
                event.target.checked,
              )
            }
          >
            全选
          </Checkbox>
        ) : null
      }
    >
      <ul className="hz-todos">
        {shown.map((row) => (
          <TodoLine
            key={row.id}
            {...(row === others[0] ? { under: `他人主办、您同时可办 ${String(others.length)} 条` } : {})}
            row={row}
            forms={forms(row).filter((form) => row.can.includes(form.name))}
            command={group.command}
            left={left(clockDay(row))}
            {...(batched ? { chosen: chosen.has(row.id), onChoose: (on: boolean) => chosen.choose(row.id, on) } : {})}
            onAct={doAct}
          />
        ))}
      </ul>
      <Batch<TodoRow>
        rows={chosenRows}
        acts={acts}
        unit="条"
        titleOf={(row) => `${row.number} ${row.description}`}
        onClear={chosen.clear}
      />
      {rows.length > shown.length || group.total > rows.length ? (
        <div className="hz-more">
          {rows.length > shown.length ? (
            <Button type="text" onClick={() => setAll(true)}>
              再看 {rows.length - shown.length} 条
            </Button>
          ) : null}
          {group.total > rows.length ? <To path={groupPath(group.key)}>在台账中看全部 {group.total} 条</To> : null}
        </div>
      ) : null}
    </Pane>
  );
}

/** Whose it is: every row has one named owner, where the register or the arrangement names one. */
const ownerText = ({ owner, why }: TodoRow): string => (owner ? (owner.mine ? '您主办' : `${owner.name} 主办`) : why);

function TodoLine(props: {
  row: TodoRow;
  forms: readonly ActForm[];
  command: string;
  left: number | null;
  /** A heading above this row. */
  under?: string;
  chosen?: boolean;
  onChoose?: (on: boolean) => void;
  onAct: (form: ActForm) => void;
}): ReactNode {
  const { row, forms, onChoose } = props;
  const townName = useTownName();
  const main = forms.find((form) => form.name === props.command);
  const waiting = row.extensionUntil
    ? `申请延期至 ${row.extensionUntil}${row.extensionReason ? `：${row.extensionReason}` : ''}`
    : '';
  const line = (
    <li className="hz-todo">
      {onChoose ? (
        <Checkbox
          checked={props.chosen ?? false}
          aria-label={`选择 ${row.number}`}
          onChange={(event) => onChoose(event.target.checked)}
        />
      ) : (
        <span />
      )}
      <LevelMark level={row.level} />
      <div className="hz-todo-what">
        <To path={`/hazards/${row.id}`} className="hz-todo-title" title={row.description}>
          {row.description}
        </To>
        <span className="zs-meta" title={waiting || undefined}>
          {[
            row.enterpriseName,
            waiting || townName(row.town),
            row.place,
            ...(row.state === 'assigned' ? [] : [`${instantText(row.foundAt, false).slice(0, 10)} 发现`]),
            row.number,
          ].join(' · ')}
        </span>
      </div>
      <div className="hz-todo-clock">
        <HazardClock of={row} left={props.left} />
        {row.urged ? (
          <span className="hz-urged">
            已催办 {row.urged.times} 次，最近 {instantText(row.urged.lastAt, false).slice(5, 10)}
          </span>
        ) : null}
      </div>
      <span className="zs-meta hz-todo-why" title={row.why}>
        {ownerText(row)}
      </span>
      <div className="hz-todo-acts">
        {main ? (
          <Button onClick={() => props.onAct(main)} aria-label={`${main.title} ${row.number}`}>
            {main.title}
          </Button>
        ) : null}
        <OtherActs forms={forms.filter((form) => form !== main)} onAct={props.onAct} label={row.number} />
      </div>
    </li>
  );
  return props.under ? (
    <>
      <li className="hz-todo-under">{props.under}</li>
      {line}
    </>
  ) : (
    line
  );
}
