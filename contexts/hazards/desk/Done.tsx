import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Asked, Empty, InstantText, Pane, To, useAsk } from '#kernel/ui';
import type { DoneRow } from './answers.ts';
import { HazardState } from './marks.tsx';

const pageSize = 50;

/** 已办: what I did, newest first, page after page. */
export function Done(): ReactNode {
  const [befores, setBefores] = useState<(string | undefined)[]>([undefined]);
  return (
    <Pane title="已办" note="本人办理过的隐患事项，新的在前" flush>
      <table className="zs-plain hz-done">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">办了什么</th>
            <th scope="col">隐患</th>
            <th scope="col">企业</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        {befores.map((before, i) => (
          <DonePage
            key={before ?? 'first'}
            before={before}
            last={i === befores.length - 1}
            onMore={(next) => setBefores((now) => [...now, next])}
          />
        ))}
      </table>
    </Pane>
  );
}

function DonePage(props: { before: string | undefined; last: boolean; onMore: (before: string) => void }): ReactNode {
  const done = useAsk<{ rows: DoneRow[] }>('hazards.done', {
    limit: pageSize,
    ...(props.before ? { before: props.before } : {}),
  });
  const whole = (inside: ReactNode) => (
    <tbody>
      <tr>
        <td colSpan={5}>{inside}</td>
      </tr>
    </tbody>
  );
  if (!done.data) return whole(<Asked of={done}>{() => null}</Asked>);
  const { rows } = done.data;
  if (rows.length === 0) {
    return props.before
      ? whole(<span className="zs-meta">没有更早的了</span>)
      : whole(<Empty title="还没有办理记录" hint="您判定、派发、复查、销号过的隐患会列在这里。" />);
  }
  const oldest = rows.at(-1) as DoneRow;
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <td>
            <InstantText of={row.at} />
          </td>
          <td>{row.sentence}</td>
          <td>
            <To path={`/hazards/${row.subjectId}`}>{row.number}</To>
          </td>
          <td>{row.enterpriseName}</td>
          <td>
            <HazardState of={row} />
          </td>
        </tr>
      ))}
      {props.last && rows.length === pageSize ? (
        <tr>
          <td colSpan={5}>
            <Button type="text" onClick={() => props.onMore(oldest.at)}>
              更早的
            </Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
