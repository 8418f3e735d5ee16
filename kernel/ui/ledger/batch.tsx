import { Button, Progress } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { act, sentence } from '../api.ts';
import { useRefresh } from '../data.tsx';
import { Drawer } from '../pane.tsx';
import { emptyFields } from '../record/act-form.ts';
import { Fields } from '../record/fields.tsx';
import type { BatchAct, LedgerRow } from './shape.ts';

/** Commands under way at once: enough to be quick, few enough to leave the server to others. */
const atOnce = 4;

interface Outcome {
  id: string;
  title: string;
  done: boolean;
  why?: string;
}

/** The bar that rises when rows are chosen, and the drawer that runs an act on each of them. */
export function Batch<Row extends LedgerRow>(props: {
  rows: readonly Row[];
  acts: readonly BatchAct<Row>[];
  unit: string;
  titleOf: (row: Row) => string;
  onClear: () => void;
  /** Exports what was chosen. */
  onExport?: () => void;
}): ReactNode {
  const [running, setRunning] = useState<BatchAct<Row> | null>(null);
  const can = (row: Row, name: string) => row.can?.includes(name) ?? true;
  const offered = props.acts.filter((one) => props.rows.some((row) => can(row, one.name)));
  if (props.rows.length === 0 && !running) return null;
  return (
    <>
      <div className="zs-batch" role="toolbar" aria-label="批量办理">
        <span>
          已选 <b className="zs-tab-figures">{props.rows.length}</b> {props.unit}
        </span>
        {offered.map((one) => {
          const n = props.rows.filter((row) => can(row, one.name)).length;
          return (
            <Button key={one.name} danger={one.danger ?? false} onClick={() => setRunning(one)}>
              {one.title}
              {n < props.rows.length ? `（可办 ${String(n)}）` : ''}
            </Button>
          );
        })}
        {offered.length === 0 && props.acts.length > 0 ? (
          <span className="zs-meta">所选各{props.unit}当前都没有可批量办理的事项</span>
        ) : null}
        {props.onExport ? <Button onClick={props.onExport}>导出所选</Button> : null}
        <Button type="text" onClick={props.onClear}>
          取消选择
        </Button>
      </div>
      {running ? (
        <BatchDrawer
          key={running.name}
          batch={running}
          rows={props.rows.filter((row) => can(row, running.name))}
          unit={props.unit}
          titleOf={props.titleOf}
          onClose={(anyDone) => {
            setRunning(null);
            if (anyDone) props.onClear();
          }}
        />
      ) : null}
    </>
  );
}

function BatchDrawer<Row extends LedgerRow>(props: {
  batch: BatchAct<Row>;
  rows: readonly Row[];
  unit: string;
  titleOf: (row: Row) => string;
  onClose: (anyDone: boolean) => void;
}): ReactNode {
  const { batch } = props;
  // The rows of the moment the drawer opened: done rows leave the ledger's page while the rest still run.
  const [rows] = useState(props.rows);
  const refresh = useRefresh();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const [busy, setBusy] = useState(false);
  const stopped = useRef(false);
  const fields = batch.fields ?? [];
  const lacking = emptyFields(fields, values);

  const run = async () => {
    stopped.current = false;
    setBusy(true);
    setOutcomes([]);
    const queue = [...rows];
    const work = async () => {
      for (let row = queue.shift(); row && !stopped.current; row = queue.shift()) {
        const outcome: Outcome = { id: row.id, title: props.titleOf(row), done: true };
        try {
          await act(batch.name, batch.given(row, values));
        } catch (error) {
          outcome.done = false;
          outcome.why = sentence(error);
        }
        setOutcomes((now) => [...(now ?? []), outcome]);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    setBusy(false);
    refresh(batch.name.split('.')[0] as string, ...(batch.touches ?? []));
  };

  const done = outcomes?.filter((one) => one.done).length ?? 0;
  const refused = outcomes?.filter((one) => !one.done) ?? [];
  const close = () => {
    stopped.current = true;
    props.onClose(done > 0);
  };
  return (
    <Drawer
      open
      title={`批量${batch.title}`}
      onClose={close}
      foot={
        <div className="zs-row">
          {outcomes ? null : (
            <Button
              type="primary"
              danger={batch.danger ?? false}
              disabled={lacking.length > 0}
              onClick={() => void run()}
            >
              {batch.title} {rows.length} {props.unit}
            </Button>
          )}
          <Button onClick={close}>{busy ? '停止' : outcomes ? '完成' : '取消'}</Button>
          {!outcomes && lacking.length ? <span className="zs-meta">还缺：{lacking.join('、')}</span> : null}
        </div>
      }
    >
      {outcomes ? (
        <div role="status" aria-live="polite">
          <Progress percent={Math.round((outcomes.length / rows.length) * 100)} aria-label="批量办理进度" />
          <p>
            已办 {done} {props.unit}，未办成 {refused.length} {props.unit}
            {outcomes.length < rows.length ? `，尚有 ${String(rows.length - outcomes.length)} ${props.unit}` : ''}。
          </p>
          {refused.length ? (
            <ul className="zs-outcomes">
              {refused.map((one) => (
                <li key={one.id}>
                  <b>{one.title}</b>
                  <span>{one.why}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : (
        <>
          <Fields
            fields={fields}
            values={values}
            onChange={(change) => setValues((now) => ({ ...now, ...change }))}
            wrong={{}}
          />
          <h2 className="zs-small-head">
            将逐{props.unit}办理，一{props.unit}不成不影响其他
          </h2>
          <ul className="zs-outcomes">
            {rows.map((row) => (
              <li key={row.id}>{props.titleOf(row)}</li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
