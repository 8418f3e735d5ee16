import { type ReactNode, useEffect, useRef, useState } from 'react';
import { rowsAt } from '#kernel';
import { numberText, To } from '#kernel/ui';
import { type MonthCount, ofLevel } from '../domain/dashboard.ts';
import { hazardLedger } from '../ledgers.ts';

/** Drawn in real pixels, so that its words keep the theme's size at any width. */
const box = { height: 220, left: 44, right: 16, top: 12, bottom: 28 } as const;
const lastDay = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** Round steps of the count axis, at most five lines from 0 to at least `most`. */
export function steps(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, i) => i * step);
}

/** Found and closed of each month as two lines; as a table every figure opens its rows. */
export function FoundClosed(props: { months: readonly MonthCount[]; level: string | undefined }): ReactNode {
  const { months, level } = props;
  const [asTable, setAsTable] = useState(false);
  const [width, setWidth] = useState(560);
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      // A hidden tab measures 0; it keeps the width it had.
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    if (figure.current) watch.observe(figure.current);
    return () => watch.disconnect();
  }, []);
  const lines = steps(Math.max(...months.map((one) => Math.max(one.found, one.closed))));
  const top = lines.at(-1) as number;
  const x = (i: number) => box.left + (i / Math.max(1, months.length - 1)) * (width - box.left - box.right);
  const y = (n: number) => box.height - box.bottom - (n / top) * (box.height - box.top - box.bottom);
  const path = (of: (one: MonthCount) => number) =>
    months.map((one, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(of(one)).toFixed(1)}`).join('');
  const words = months.map((one) => `${one.month} 发现 ${String(one.found)}、销号 ${String(one.closed)}`).join('；');
  return (
    <figure className="hz-lines" ref={figure}>
      <figcaption>
        <span className="hz-key hz-key-found">新发现</span>
        <span className="hz-key hz-key-closed">销号</span>
        <button type="button" className="zs-to zs-no-print" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看数'}
        </button>
      </figcaption>
      {asTable ? (
        <table className="zs-plain">
          <thead>
            <tr>
              <th scope="col">月份</th>
              <th scope="col">新发现</th>
              <th scope="col">销号</th>
            </tr>
          </thead>
          <tbody>
            {[...months].reverse().map((one) => (
              <tr key={one.month}>
                <th scope="row">{one.month}</th>
                <td>
                  <To
                    path={rowsAt(hazardLedger, {
                      ...ofLevel(level),
                      foundFrom: `${one.month}-01`,
                      foundTo: lastDay(one.month),
                    })}
                  >
                    {numberText(one.found)}
                  </To>
                </td>
                <td>
                  <To
                    path={rowsAt(hazardLedger, {
                      ...ofLevel(level),
                      closedFrom: `${one.month}-01`,
                      closedTo: lastDay(one.month),
                    })}
                  >
                    {numberText(one.closed)}
                  </To>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <svg viewBox={`0 0 ${String(width)} ${String(box.height)}`} role="img" aria-label={words}>
          {lines.map((n) => (
            <g key={n}>
              <line className="hz-grid" x1={box.left} x2={width - box.right} y1={y(n)} y2={y(n)} />
              <text className="hz-axis hz-axis-n" x={box.left - 8} y={y(n) + 4}>
                {numberText(n)}
              </text>
            </g>
          ))}
          {months.map((one, i) => (
            <text key={one.month} className="hz-axis hz-axis-month" x={x(i)} y={box.height - 8}>
              {`${String(Number(one.month.slice(5)))}月`}
            </text>
          ))}
          <path className="hz-line-found" d={path((one) => one.found)} />
          <path className="hz-line-closed" d={path((one) => one.closed)} />
          {months.map((one, i) => (
            <g key={one.month}>
              <title>{`${one.month} 新发现 ${String(one.found)} 条，销号 ${String(one.closed)} 条`}</title>
              <circle className="hz-dot-found" cx={x(i)} cy={y(one.found)} r="3" />
              <circle className="hz-dot-closed" cx={x(i)} cy={y(one.closed)} r="3" />
            </g>
          ))}
        </svg>
      )}
    </figure>
  );
}
