import { Button, type InputRef } from 'antd';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { To, useOpen } from '../address.tsx';
import { useLedger } from '../data.tsx';
import { useMe } from '../me.ts';
import { Drawer } from '../pane.tsx';
import { Empty, Failed, Loading } from '../states.tsx';
import { Batch } from './batch.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { cellWords, filterWords, nextSort, shownColumns, totalWords } from './ledger-address.ts';
import { useOptions } from './options.ts';
import { useChosen, useLedgerPlace, useSlash } from './place.ts';
import { QueryBar } from './query-bar.tsx';
import type { BatchAct, LedgerColumn, LedgerFilter, LedgerRow, ViewKeeper } from './shape.ts';
import { LedgerTable } from './table.tsx';
import { Pager, Toolbar } from './toolbar.tsx';
import { serverViews } from './views.tsx';
import { useTaste, useVisited } from './visited.ts';

/** What a ledger page is told; see README.md. */
export interface LedgerPageProps<Row extends LedgerRow> {
  /** Name of the ledger query, `hazards.ledger`. */
  name: string;
  title: string;
  /** What a row is, 隐患, and its measure word, 条. */
  noun: string;
  unit?: string;
  columns: readonly LedgerColumn<Row>[];
  filters: readonly LedgerFilter[];
  /** Default order, `-key` descending. */
  sort: string;
  /** Always sent, never shown. */
  fixed?: Record<string, string | string[]>;
  drawer?: (row: Row, close: () => void) => ReactNode;
  /** The record's own page. */
  recordPath?: (row: Row) => string | undefined;
  rowTitle?: (row: Row) => string;
  /** Above the table: figures that narrow it. */
  rollUp?: (
    given: Record<string, string | string[]>,
    set: (change: Record<string, string | string[] | undefined>) => void,
  ) => ReactNode;
  acts?: ReactNode;
  batch?: readonly BatchAct<Row>[];
  empty?: { title: string; hint?: ReactNode; act?: ReactNode };
  /** Offers export.xlsx of exactly what is shown. */
  exports?: boolean;
  views?: ViewKeeper | null;
}

/** Which row is looked at in the drawer, and the ways a row opens. */
function useOpened<Row extends LedgerRow>(props: LedgerPageProps<Row>, rows: readonly Row[]) {
  const { name, recordPath, drawer } = props;
  const open = useOpen();
  const [seen, visit] = useVisited(name);
  const [opened, setOpened] = useState<Row | null>(null);
  const openRow = useCallback(
    (row: Row, how: 'drawer' | 'tab') => {
      visit(row.id);
      const path = recordPath?.(row);
      if (how === 'tab' && path) open(path, { behind: true });
      else if (drawer) setOpened(row);
      else if (path) open(path);
    },
    [recordPath, drawer, open, visit],
  );
  // What the drawer shows is the row as it is now, while it is still on the page.
  const row = opened ? (rows.find((one) => one.id === opened.id) ?? opened) : null;
  return { seen, visit, openRow, row, close: () => setOpened(null) };
}

/** A ledger (台账): query bar, saved views, roll-up, rows, paging by cursor. The filter is the address of the tab. */
export function LedgerPage<Row extends LedgerRow>(props: LedgerPageProps<Row>): ReactNode {
  const { columns, filters, name, drawer } = props;
  const unit = props.unit ?? '条';
  const me = useMe();
  const options = useOptions(name, filters);
  const tasting = useTaste(name);
  const [taste] = tasting;
  const [exporting, setExporting] = useState<'all' | 'chosen' | null>(null);
  const box = useRef<InputRef>(null);
  useSlash(box);

  const chosen = useChosen();
  const place = useLedgerPlace(filters, props.sort, chosen.only);
  const { given, paging, at, narrow, clear } = place;
  const shown = useMemo(() => shownColumns(columns, taste.columns), [columns, taste.columns]);
  const asked = { ...given, ...props.fixed, ...paging, columns: shown.map((column) => column.key).join() };
  const ledger = useLedger<Row>(name, asked);
  const answer = ledger.data;
  const rows = answer?.rows ?? [];
  const chosenRows = rows.filter((row) => chosen.ids.has(row.id));
  const opened = useOpened(props, rows);
  const first = columns[0];
  const titleOf = props.rowTitle ?? ((row: Row) => (first ? cellWords(row, first) : row.id));
  const filtered = Object.keys(given).length > 0;

  return (
    <div className="zs-ledger-page">
      <Head title={props.title} count={answer ? `共 ${totalWords(answer.total)} ${unit}` : ''} acts={props.acts} />
      <QueryBar filters={filters} given={given} options={options} change={narrow} clear={clear} search={box} />
      {props.rollUp ? <div className="zs-roll-up">{props.rollUp(given, narrow)}</div> : null}
      <Toolbar<Row>
        name={name}
        place={place}
        filters={filters}
        columns={columns}
        keeper={props.views === undefined ? serverViews : props.views}
        taste={tasting}
        busy={ledger.isFetching}
        refresh={() => void ledger.refetch()}
        {...(props.exports ? { exportAll: answer && answer.total.n > 0 ? () => setExporting('all') : null } : {})}
      />
      <div className={rows.length > 0 ? 'zs-ledger-body' : 'zs-ledger-body zs-ledger-bare'}>
        {ledger.isError && !answer ? (
          <Failed error={ledger.error} retry={() => void ledger.refetch()} />
        ) : !answer ? (
          <Loading rows={12} />
        ) : rows.length === 0 ? (
          <NoRows<Row> of={props} filtered={filtered} clear={clear} />
        ) : (
          <LedgerTable<Row>
            caption={`${props.title}，第 ${String(at)} 页`}
            rows={rows}
            columns={shown}
            density={taste.density}
            sort={paging.sort}
            onSort={(key) => narrow({ sort: nextSort(paging.sort, key, props.sort) })}
            seen={opened.seen}
            openId={opened.row?.id ?? null}
            chosen={props.batch || props.exports ? chosen.ids : null}
            onChoose={chosen.choose}
            onChooseAll={(on) => chosen.only(on ? rows.map((row) => row.id) : [])}
            onOpen={opened.openRow}
            onVisit={opened.visit}
            stale={ledger.isPlaceholderData}
            place={JSON.stringify({ ...asked, columns: undefined })}
          />
        )}
      </div>
      {props.batch || props.exports ? (
        <Batch<Row>
          rows={chosenRows}
          acts={props.batch ?? []}
          {...(props.exports ? { onExport: () => setExporting('chosen') } : {})}
          unit={unit}
          titleOf={titleOf}
          onClear={() => chosen.only()}
        />
      ) : null}
      {answer && rows.length > 0 ? <Pager place={place} answer={answer} unit={unit} old={ledger.isError} /> : null}
      {drawer ? <RowDrawer<Row> of={props} opened={opened} titleOf={titleOf} /> : null}
      <ExportDialog<Row>
        open={exporting !== null}
        onClose={() => setExporting(null)}
        name={name}
        title={props.title}
        noun={props.noun}
        unit={unit}
        given={{ ...given, ...props.fixed, sort: paging.sort }}
        words={filterWords(given, filters, options)}
        total={answer?.total}
        chosen={exporting === 'chosen' ? chosenRows.map((row) => row.id) : null}
        columns={columns}
        shown={shown.map((column) => column.key)}
        today={me.today}
      />
    </div>
  );
}

function Head(props: { title: string; count: string; acts: ReactNode }): ReactNode {
  return (
    <header className="zs-page-head">
      <h1>{props.title}</h1>
      <span className="zs-meta" role="status">
        {props.count}
      </span>
      <span className="zs-page-acts">{props.acts}</span>
    </header>
  );
}

/** The opened row beside its ledger. */
function RowDrawer<Row extends LedgerRow>(props: {
  of: LedgerPageProps<Row>;
  opened: { row: Row | null; close: () => void };
  titleOf: (row: Row) => string;
}): ReactNode {
  const { row, close } = props.opened;
  const path = row ? props.of.recordPath?.(row) : undefined;
  return (
    <Drawer
      wide
      open={row !== null}
      title={row ? props.titleOf(row) : ''}
      onClose={close}
      extra={path ? <To path={path}>整页打开</To> : null}
    >
      {row ? props.of.drawer?.(row, close) : null}
    </Drawer>
  );
}

/** No row: because of the filter, or because there is nothing yet. */
function NoRows<Row extends LedgerRow>(props: {
  of: LedgerPageProps<Row>;
  filtered: boolean;
  clear: () => void;
}): ReactNode {
  const { noun, empty } = props.of;
  if (!props.filtered) return <Empty title={empty?.title ?? `还没有${noun}`} hint={empty?.hint} act={empty?.act} />;
  return (
    <Empty
      title={`没有符合条件的${noun}`}
      hint="可放宽或清空筛选条件后再看。"
      act={<Button onClick={props.clear}>清空筛选</Button>}
    />
  );
}
