import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import ReloadOutlined from '@ant-design/icons/es/icons/ReloadOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { Button, type InputRef, Select, Tooltip } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { To, useAddress, useOpen } from '../address.tsx';
import { useLedger } from '../data.tsx';
import { useMe } from '../me.ts';
import { Drawer } from '../pane.tsx';
import { Empty, Failed, Loading } from '../states.tsx';
import { useTab } from '../tab.ts';
import { Batch } from './batch.tsx';
import { ExportDialog } from './export-dialog.tsx';
import {
  cellWords,
  filterWords,
  firstPage,
  givenOf,
  keysOf,
  nextSort,
  pageSizes,
  pagingOf,
  shownColumns,
  totalWords,
  viewSearch,
} from './ledger-address.ts';
import { useOptions } from './options.ts';
import { QueryBar } from './query-bar.tsx';
import type { BatchAct, LedgerColumn, LedgerFilter, LedgerRow, ViewKeeper } from './shape.ts';
import { LedgerTable } from './table.tsx';
import { Tools } from './tools.tsx';
import { serverViews, Views } from './views.tsx';
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

/** A ledger (台账): query bar, saved views, roll-up, rows, paging by cursor. The filter is the address of the tab. */
export function LedgerPage<Row extends LedgerRow>(props: LedgerPageProps<Row>): ReactNode {
  const { columns, filters, name } = props;
  const unit = props.unit ?? '条';
  const me = useMe();
  const { search, set } = useAddress();
  const { active } = useTab();
  const open = useOpen();
  const options = useOptions(name, filters);
  const [taste, changeTaste] = useTaste(name);
  const [seen, visit] = useVisited(name);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Row | null>(null);
  const [exporting, setExporting] = useState(false);
  const box = useRef<InputRef>(null);

  const given = useMemo(() => givenOf(search, filters), [search, filters]);
  const { at, ...paging } = pagingOf(search, props.sort);
  const asked = { ...given, ...props.fixed, ...paging };
  const ledger = useLedger<Row>(name, asked);
  const answer = ledger.data;
  const rows = answer?.rows ?? [];
  const shown = useMemo(() => shownColumns(columns, taste.columns), [columns, taste.columns]);
  const first = columns[0];
  const titleOf = props.rowTitle ?? ((row: Row) => (first ? cellWords(row, first) : row.id));

  const narrow = useCallback(
    (change: Record<string, string | string[] | undefined>) => {
      setChosen(new Set());
      set({ ...change, ...firstPage });
    },
    [set],
  );
  const clear = () => narrow(Object.fromEntries(filters.flatMap(keysOf).map((key) => [key, undefined])));
  const turn = (to: { after?: string; before?: string }, page: number) => {
    setChosen(new Set());
    set({ after: to.after, before: to.before, at: page > 1 ? String(page) : undefined });
  };
  const { recordPath, drawer } = props;
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
  const choose = useCallback((id: string, on: boolean) => {
    setChosen((now) => {
      const next = new Set(now);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);

  // `/` goes to the search box of the ledger that is looked at.
  useEffect(() => {
    if (!active) return;
    const keys = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target as HTMLElement).closest('input, textarea, [contenteditable]')) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, [active]);

  const filtered = Object.keys(given).length > 0;
  const chosenRows = rows.filter((row) => chosen.has(row.id));
  const keeper = props.views === undefined ? serverViews : props.views;
  const openNow = opened ? (rows.find((row) => row.id === opened.id) ?? opened) : null;
  const openPath = openNow ? recordPath?.(openNow) : undefined;

  return (
    <div className="zs-ledger-page">
      <header className="zs-page-head">
        <h1>{props.title}</h1>
        <span className="zs-meta" role="status">
          {answer ? `共 ${totalWords(answer.total)} ${unit}` : ''}
        </span>
        <span className="zs-page-acts">{props.acts}</span>
      </header>
      <QueryBar filters={filters} given={given} options={options} change={narrow} clear={clear} search={box} />
      {props.rollUp ? <div className="zs-roll-up">{props.rollUp(given, narrow)}</div> : null}
      <div className="zs-ledger-tools">
        {keeper ? (
          <Views
            ledger={name}
            keeper={keeper}
            now={viewSearch(taste.columns ? { ...search, cols: taste.columns.join(',') } : search, filters)}
            apply={(view) => {
              const cols = view.cols;
              changeTaste({ columns: typeof cols === 'string' ? cols.split(',') : null });
              const keys = [...filters.flatMap(keysOf), 'sort', 'limit'];
              narrow(Object.fromEntries(keys.map((key) => [key, view[key]])));
            }}
          />
        ) : null}
        <span className="zs-grow" />
        <Tooltip title="重新取数">
          <Button
            type="text"
            icon={<ReloadOutlined spin={ledger.isFetching} />}
            aria-label="重新取数"
            onClick={() => void ledger.refetch()}
          />
        </Tooltip>
        <Tooltip title="打印本页">
          <Button type="text" icon={<PrinterOutlined />} aria-label="打印本页" onClick={() => print()} />
        </Tooltip>
        <Tools
          columns={columns}
          chosen={taste.columns}
          onChosen={(keys) => changeTaste({ columns: keys })}
          density={taste.density}
          onDensity={(density) => changeTaste({ density })}
        />
        {props.exports ? (
          <Button
            icon={<DownloadOutlined />}
            disabled={!answer || answer.total.n === 0}
            onClick={() => setExporting(true)}
          >
            导出
          </Button>
        ) : null}
      </div>
      <div className="zs-ledger-body">
        {ledger.isError && !answer ? (
          <Failed error={ledger.error} retry={() => void ledger.refetch()} />
        ) : !answer ? (
          <Loading rows={12} />
        ) : rows.length === 0 ? (
          <Empty
            title={filtered ? `没有符合条件的${props.noun}` : (props.empty?.title ?? `还没有${props.noun}`)}
            hint={filtered ? '可放宽或清空筛选条件后再看。' : props.empty?.hint}
            act={filtered ? <Button onClick={clear}>清空筛选</Button> : props.empty?.act}
          />
        ) : (
          <LedgerTable<Row>
            caption={`${props.title}，第 ${String(at)} 页`}
            rows={rows}
            columns={shown}
            density={taste.density}
            sort={paging.sort}
            onSort={(key) => narrow({ sort: nextSort(paging.sort, key, props.sort) })}
            seen={seen}
            openId={openNow?.id ?? null}
            chosen={props.batch ? chosen : null}
            onChoose={choose}
            onChooseAll={(on) => setChosen(new Set(on ? rows.map((row) => row.id) : []))}
            onOpen={openRow}
            onVisit={visit}
            stale={ledger.isPlaceholderData}
            place={JSON.stringify(asked)}
          />
        )}
      </div>
      {props.batch ? (
        <Batch<Row>
          rows={chosenRows}
          acts={props.batch}
          unit={unit}
          titleOf={titleOf}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      {answer && rows.length > 0 ? (
        <footer className="zs-pager">
          <span className="zs-meta" role="status">
            {ledger.isError
              ? '刚才没能刷新，显示的是稍早的内容。'
              : `第 ${String(at)} 页，本页 ${String(rows.length)} ${unit}`}
          </span>
          <Select
            aria-label="每页多少"
            value={paging.limit}
            options={pageSizes.map((n) => ({ value: n, label: `每页 ${String(n)}` }))}
            onChange={(limit) => narrow({ limit: limit === pageSizes[0] ? undefined : String(limit) })}
          />
          {at > 2 ? (
            <Button type="text" onClick={() => turn({}, 1)}>
              回首页
            </Button>
          ) : null}
          <Button
            icon={<LeftOutlined />}
            disabled={!answer.prev}
            onClick={() => answer.prev && turn(at <= 2 ? {} : { before: answer.prev }, at - 1)}
          >
            上一页
          </Button>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={!answer.next}
            onClick={() => answer.next && turn({ after: answer.next }, at + 1)}
          >
            下一页
          </Button>
        </footer>
      ) : null}
      {drawer ? (
        <Drawer
          wide
          open={openNow !== null}
          title={openNow ? titleOf(openNow) : ''}
          onClose={() => setOpened(null)}
          extra={openPath ? <To path={openPath}>整页打开</To> : null}
        >
          {openNow ? drawer(openNow, () => setOpened(null)) : null}
        </Drawer>
      ) : null}
      <ExportDialog<Row>
        open={exporting}
        onClose={() => setExporting(false)}
        name={name}
        title={props.title}
        noun={props.noun}
        unit={unit}
        given={{ ...given, ...props.fixed, sort: paging.sort }}
        words={filterWords(given, filters, options)}
        total={answer?.total}
        columns={columns}
        shown={shown.map((column) => column.key)}
        today={me.today}
      />
    </div>
  );
}
