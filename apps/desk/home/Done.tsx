import { Button } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import type { HomeDone } from '#kernel/server';
import { Asked, Empty, type HomePart, InstantText, Pane, useAsk } from '#kernel/ui';
import './home.css';
import { drawnOf } from './parts.ts';

const pageSize = 50;

/** 已办: what I did, newest first, page after page. */
export function Done({ parts }: { parts: readonly HomePart[] }): ReactNode {
  const [befores, setBefores] = useState<(string | undefined)[]>([undefined]);
  return (
    <Pane title="已办" note="本人办理过的事项，新的在前" flush>
      <table className="zs-plain home-done">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">办了什么</th>
            <th scope="col">事项</th>
            <th scope="col">对象</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        {befores.map((before, i) => (
          <DonePage
            key={before ?? 'first'}
            parts={parts}
            before={before}
            last={i === befores.length - 1}
            onMore={(next) => setBefores((now) => [...now, next])}
          />
        ))}
      </table>
    </Pane>
  );
}

function DonePage(props: {
  parts: readonly HomePart[];
  before: string | undefined;
  last: boolean;
  onMore: (before: string) => void;
}): ReactNode {
  const done = useAsk<HomeDone>('home.done', {
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
  const { rows, next } = done.data;
  if (rows.length === 0 && next === null) {
    return props.before
      ? whole(<span className="zs-meta">没有更早的了</span>)
      : whole(<Empty title="还没有办理记录" hint="您办理过的事项会列在这里。" />);
  }
  return (
    <tbody>
      {rows.map((row) => {
        const part = props.parts.find((one) => one.source === row.source);
        const Cells = part ? drawnOf(part).Done : null;
        return (
          <tr key={row.id}>
            <td>
              <InstantText of={row.at} />
            </td>
            <td>{row.sentence}</td>
            <Suspense fallback={<td colSpan={3} />}>{Cells ? <Cells row={row} /> : null}</Suspense>
          </tr>
        );
      })}
      {props.last && next !== null ? (
        <tr>
          <td colSpan={5}>
            <Button type="text" onClick={() => props.onMore(next)}>
              更早的
            </Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
