import { Checkbox } from 'antd';
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import { size } from '../theme.ts';
import { Cell } from './cell.tsx';
import { cellWords } from './ledger-address.ts';
import type { LedgerColumn, LedgerRow } from './shape.ts';
import type { Density } from './visited.ts';

/** Above this many rows only those in sight are drawn; rows have one height, so their place is arithmetic. */
const drawAll = 200;
const beyond = 12;

interface RowProps<Row> {
  row: Row;
  columns: readonly LedgerColumn<Row>[];
  seen: boolean;
  chosen: boolean;
  open: boolean;
  choosable: boolean;
  index: number;
  current: boolean;
  onChoose: (id: string, chosen: boolean) => void;
  onOpen: (row: Row, how: 'drawer' | 'tab') => void;
  onVisit: (id: string) => void;
  onCurrent: (index: number) => void;
}

function Line<Row extends LedgerRow>(props: RowProps<Row>) {
  const { row } = props;
  const press = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a, button, input, label')) return;
    if (getSelection()?.toString()) return; // the person is copying words, not opening
    props.onOpen(row, event.ctrlKey || event.metaKey || event.button === 1 ? 'tab' : 'drawer');
  };
  const looks = [
    'zs-line',
    props.seen && 'zs-line-seen',
    props.chosen && 'zs-line-chosen',
    props.open && 'zs-line-open',
  ];
  return (
    <tr
      className={looks.filter(Boolean).join(' ')}
      data-index={props.index}
      tabIndex={props.current ? 0 : -1}
      aria-selected={props.choosable ? props.chosen : undefined}
      aria-rowindex={props.index + 2}
      onClick={press}
      onAuxClick={press}
      onFocus={() => props.onCurrent(props.index)}
    >
      {props.choosable ? (
        <td className="zs-choose">
          <Checkbox
            checked={props.chosen}
            aria-label={`选择第 ${String(props.index + 1)} 行`}
            tabIndex={-1}
            onChange={(event) => props.onChoose(row.id, event.target.checked)}
          />
        </td>
      ) : null}
      {props.columns.map((column) => (
        <td
          key={column.key}
          className={`zs-cell-${column.kind}`}
          title={column.render ? undefined : cellWords(row, column)}
        >
          <Cell row={row} column={column} onVisit={() => props.onVisit(row.id)} />
        </td>
      ))}
    </tr>
  );
}
const MemoLine = memo(Line) as typeof Line;

/** The rows of a ledger: sticky head, one height a row, j/k or arrows walk, Enter opens, space chooses. */
export function LedgerTable<Row extends LedgerRow>(props: {
  caption: string;
  rows: readonly Row[];
  columns: readonly LedgerColumn<Row>[];
  density: Density;
  sort: string;
  onSort: (key: string) => void;
  seen: ReadonlySet<string>;
  openId: string | null;
  chosen: ReadonlySet<string> | null;
  onChoose: (id: string, chosen: boolean) => void;
  onChooseAll: (chosen: boolean) => void;
  onOpen: (row: Row, how: 'drawer' | 'tab') => void;
  onVisit: (id: string) => void;
  stale: boolean;
  /** Which page of which filter this is. */
  place: string;
}) {
  const { rows, columns, chosen } = props;
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const [current, setCurrent] = useState(0);
  const [scroll, setScroll] = useState({ top: 0, height: 800 });
  const height = props.density === 'dense' ? size.rowDense : size.row;
  const windowed = rows.length > drawAll;
  const from = windowed ? Math.max(0, Math.floor(scroll.top / height) - beyond) : 0;
  const to = windowed ? Math.min(rows.length, Math.ceil((scroll.top + scroll.height) / height) + beyond) : rows.length;

  // Another page or filter begins at its top; the same place asked for again (after an act) keeps where the person is.
  const shownPlace = useRef(props.place);
  useEffect(() => {
    if (props.stale || shownPlace.current === props.place) return;
    shownPlace.current = props.place;
    setCurrent(0);
    box.current?.scrollTo({ top: 0 });
  });

  const walk = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setCurrent(next);
    wanted.current = next;
    if (windowed) box.current?.focus({ preventScroll: true });
    const top = next * height;
    const element = box.current;
    if (
      element &&
      windowed &&
      (top < element.scrollTop || top > element.scrollTop + element.clientHeight - 2 * height)
    ) {
      element.scrollTop = Math.max(0, top - element.clientHeight / 2);
    }
  };
  // A row far away is drawn only after the scroll; the box holds the focus until then.
  useEffect(() => {
    if (wanted.current === null) return;
    const line = box.current?.querySelector<HTMLElement>(`tr[data-index="${String(wanted.current)}"]`);
    if (!line) return;
    wanted.current = null;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: 'nearest' });
  });
  const keys = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('input, a, button')) return;
    const row = rows[current];
    if (event.key === 'ArrowDown' || event.key === 'j') walk(current + 1);
    else if (event.key === 'ArrowUp' || event.key === 'k') walk(current - 1);
    else if (event.key === 'Home') walk(0);
    else if (event.key === 'End') walk(rows.length - 1);
    else if (event.key === 'Enter' && row) props.onOpen(row, event.ctrlKey || event.metaKey ? 'tab' : 'drawer');
    else if (event.key === ' ' && row && chosen) props.onChoose(row.id, !chosen.has(row.id));
    else return;
    event.preventDefault();
  };

  const span = columns.length + (chosen ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the box only hears the keys of the grid inside it
    <div
      className={`zs-ledger-box zs-density-${props.density}${props.stale ? ' zs-stale' : ''}`}
      ref={box}
      tabIndex={-1}
      onKeyDown={keys}
      onScroll={(event) => {
        if (windowed) setScroll({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight });
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are chosen and opened by key, which is a grid */}
      <table className="zs-ledger" role="grid" aria-rowcount={rows.length + 1} aria-busy={props.stale}>
        <caption>{props.caption}</caption>
        <colgroup>
          {chosen ? <col className="zs-choose-col" /> : null}
          {columns.map((column) => (
            <col key={column.key} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {chosen ? (
              <th scope="col" className="zs-choose">
                <Checkbox
                  aria-label="选择本页全部"
                  checked={rows.length > 0 && chosen.size === rows.length}
                  indeterminate={chosen.size > 0 && chosen.size < rows.length}
                  onChange={(event) => props.onChooseAll(event.target.checked)}
                />
              </th>
            ) : null}
            {columns.map((column) => {
              const way =
                props.sort === column.key ? 'ascending' : props.sort === `-${column.key}` ? 'descending' : 'none';
              const words = (
                <>
                  {column.title}
                  {column.unit ? <span className="zs-unit">{column.unit}</span> : null}
                </>
              );
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={`zs-cell-${column.kind}`}
                  aria-sort={column.sortable ? way : undefined}
                >
                  {column.sortable ? (
                    <button type="button" className={`zs-sort zs-sort-${way}`} onClick={() => props.onSort(column.key)}>
                      {words}
                      <svg viewBox="0 0 8 12" aria-hidden="true">
                        <path className="zs-sort-up" d="M4 1 7.5 5H.5Z" />
                        <path className="zs-sort-down" d="M4 11 .5 7h7Z" />
                      </svg>
                    </button>
                  ) : (
                    words
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {from > 0 ? (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty spacer, it takes no focus
            <tr aria-hidden="true" style={{ height: from * height }}>
              <td colSpan={span} />
            </tr>
          ) : null}
          {rows.slice(from, to).map((row, i) => (
            <MemoLine<Row>
              key={row.id}
              row={row}
              columns={columns}
              index={from + i}
              current={from + i === current}
              seen={props.seen.has(row.id)}
              open={props.openId === row.id}
              choosable={chosen !== null}
              chosen={chosen?.has(row.id) ?? false}
              onChoose={props.onChoose}
              onOpen={props.onOpen}
              onVisit={props.onVisit}
              onCurrent={setCurrent}
            />
          ))}
          {to < rows.length ? (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty spacer, it takes no focus
            <tr aria-hidden="true" style={{ height: (rows.length - to) * height }}>
              <td colSpan={span} />
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}
