import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import ReloadOutlined from '@ant-design/icons/es/icons/ReloadOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { Button, Select, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { LedgerAnswer } from '../api.ts';
import { pageSizes, viewSearch } from './ledger-address.ts';
import type { LedgerPlace } from './place.ts';
import type { LedgerColumn, LedgerFilter, LedgerRow, ViewKeeper } from './shape.ts';
import { Tools } from './tools.tsx';
import { Views } from './views.tsx';
import type { useTaste } from './visited.ts';

/** The line between query bar and rows: saved views left; refresh, print, columns and export right. */
export function Toolbar<Row extends LedgerRow>(props: {
  name: string;
  place: LedgerPlace;
  filters: readonly LedgerFilter[];
  columns: readonly LedgerColumn<Row>[];
  keeper: ViewKeeper | null;
  taste: ReturnType<typeof useTaste>;
  busy: boolean;
  refresh: () => void;
  /** Absent: nothing to export here. Null: not now. */
  exportAll?: (() => void) | null;
}): ReactNode {
  const { place, filters } = props;
  const [taste, changeTaste] = props.taste;
  return (
    <div className="zs-ledger-tools">
      {props.keeper ? (
        <Views
          ledger={props.name}
          keeper={props.keeper}
          now={viewSearch(taste.columns ? { ...place.search, cols: taste.columns.join(',') } : place.search, filters)}
          apply={(view) => {
            const cols = view.cols;
            changeTaste({ columns: typeof cols === 'string' ? cols.split(',') : null });
            place.show(view);
          }}
        />
      ) : null}
      <span className="zs-grow" />
      <Tooltip title="重新取数">
        <Button type="text" icon={<ReloadOutlined spin={props.busy} />} aria-label="重新取数" onClick={props.refresh} />
      </Tooltip>
      <Tooltip title="打印本页">
        <Button type="text" icon={<PrinterOutlined />} aria-label="打印本页" onClick={() => print()} />
      </Tooltip>
      <Tools
        columns={props.columns}
        chosen={taste.columns}
        onChosen={(keys) => changeTaste({ columns: keys })}
        density={taste.density}
        onDensity={(density) => changeTaste({ density })}
      />
      {props.exportAll === undefined ? null : (
        <Button icon={<DownloadOutlined />} disabled={props.exportAll === null} onClick={() => props.exportAll?.()}>
          导出
        </Button>
      )}
    </div>
  );
}

/** Under the rows: which page, how many, and the ways on. Cursors know only the neighbours, hence no page numbers. */
export function Pager(props: {
  place: Pick<LedgerPlace, 'at' | 'turn' | 'narrow'> & { paging: { limit: number } };
  answer: LedgerAnswer<unknown>;
  unit: string;
  /** The last refresh failed. */
  old: boolean;
}): ReactNode {
  const { answer } = props;
  const { at, paging, turn, narrow } = props.place;
  return (
    <footer className="zs-pager">
      <span className="zs-meta" role="status">
        {props.old
          ? '刚才没能刷新，显示的是稍早的内容。'
          : `第 ${String(at)} 页，本页 ${String(answer.rows.length)} ${props.unit}`}
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
  );
}
