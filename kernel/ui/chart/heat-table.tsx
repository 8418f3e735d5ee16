import type { ReactNode } from 'react';
import { To } from '../address.tsx';
import { numberText } from '../text.tsx';

/** One cell: its figure, and where its rows are. */
export interface HeatCell {
  /** How many are left; with `of`, how many are done of all. */
  n: number;
  of?: number;
  path?: string;
  note?: string;
  /** A figure beside the scale, such as a sum: no ground, and it does not pale the others. */
  plain?: boolean;
}

/** Step 0–4 of a cell: more left is deeper; with `of`, less done is deeper. */
export function heatStep(cell: HeatCell, most: number): number {
  const share = cell.of === undefined ? (most > 0 ? cell.n / most : 0) : cell.of > 0 ? 1 - cell.n / cell.of : 0;
  return share <= 0 ? 0 : Math.min(4, Math.max(1, Math.ceil(share * 4)));
}

/** Rows × columns whose cells open their rows; the figure always stands in the cell, the ground only helps the eye. */
export function HeatTable(props: {
  caption: string;
  corner?: string;
  rows: readonly { key: string; title: ReactNode }[];
  columns: readonly { key: string; title: string; note?: string }[];
  cell: (row: string, column: string) => HeatCell | null;
  /** Last line: 合计. */
  total?: (column: string) => HeatCell | null;
}): ReactNode {
  const cells = new Map(
    props.rows.flatMap((row) =>
      props.columns.map((column) => [`${row.key} ${column.key}`, props.cell(row.key, column.key)] as const),
    ),
  );
  const most = Math.max(
    0,
    ...[...cells.values()].map((cell) => (cell && cell.of === undefined && !cell.plain ? cell.n : 0)),
  );
  const draw = (key: string, cell: HeatCell | null, heat: boolean) => {
    const words = cell
      ? cell.of === undefined
        ? numberText(cell.n)
        : `${numberText(cell.n)}/${numberText(cell.of)}`
      : '--';
    return (
      <td
        key={key}
        className={heat && cell && !cell.plain ? `zs-heat-${String(heatStep(cell, most))}` : ''}
        title={cell?.note}
      >
        {cell?.path ? <To path={cell.path}>{words}</To> : words}
      </td>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <div className="zs-heat-box" tabIndex={0} role="region" aria-label={props.caption}>
      <table className="zs-heat">
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.corner ?? ''}</th>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" title={column.note ?? column.title}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              {props.columns.map((column) => draw(column.key, cells.get(`${row.key} ${column.key}`) ?? null, true))}
            </tr>
          ))}
        </tbody>
        {props.total ? (
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              {props.columns.map((column) => draw(column.key, props.total?.(column.key) ?? null, false))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}
