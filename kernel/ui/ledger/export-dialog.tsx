import { Button, Checkbox, Modal, Progress } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { download, exportUrl, sentence } from '../api.ts';
import { saveAs } from '../files.ts';
import { totalWords } from './ledger-address.ts';
import type { LedgerColumn } from './shape.ts';

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Says what and how many will be exported, lets columns be chosen, then fetches the workbook with progress; can be stopped. */
export function ExportDialog<Row>(props: {
  open: boolean;
  onClose: () => void;
  name: string;
  title: string;
  unit: string;
  noun: string;
  given: Record<string, unknown>;
  words: readonly string[];
  total: { n: number; exact: boolean } | undefined;
  /** Ids of the rows that were chosen, when only these are wanted. */
  chosen: readonly string[] | null;
  columns: readonly LedgerColumn<Row>[];
  shown: readonly string[];
  today: string;
}): ReactNode {
  const [picked, setPicked] = useState<string[] | null>(null);
  const [going, setGoing] = useState<{ bytes: number; rows: number | null } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const columns = picked ?? [...props.shown];
  const ordered = props.columns.filter((column) => columns.includes(column.key)).map((column) => column.key);
  const total = props.chosen ? { n: props.chosen.length, exact: true } : props.total;
  const n = total?.n ?? 0;

  const close = () => {
    stop.current?.abort();
    setPicked(null);
    setFailed(null);
    setGoing(null);
    props.onClose();
  };
  const run = async () => {
    const control = new AbortController();
    stop.current = control;
    setFailed(null);
    setGoing({ bytes: 0, rows: null });
    try {
      const blob = await download(
        exportUrl(props.name, props.chosen ? { ...props.given, only: props.chosen.join() } : props.given, ordered),
        (bytes, rows) => setGoing({ bytes, rows }),
        control.signal,
      );
      saveAs(blob, `${props.title}-${props.today}.xlsx`);
      close();
    } catch (error) {
      setGoing(null);
      if (!control.signal.aborted) setFailed(sentence(error));
    }
  };

  return (
    <Modal
      title={`导出${props.title}`}
      open={props.open}
      onCancel={close}
      destroyOnHidden
      footer={[
        <Button key="stop" onClick={close}>
          {going ? '停止导出' : '取消'}
        </Button>,
        <Button
          key="run"
          type="primary"
          disabled={n === 0 || ordered.length === 0 || going !== null}
          onClick={() => void run()}
        >
          {going ? '正在导出' : `导出 ${total ? totalWords(total) : '--'} ${props.unit}`}
        </Button>,
      ]}
    >
      <p>
        将导出 <b className="zs-tab-figures">{total ? totalWords(total) : '--'}</b> {props.unit}
        {props.noun}，{ordered.length} 列，格式为 Excel/WPS 表格（.xlsx）。
      </p>
      <p className="zs-meta">
        {props.chosen
          ? '只导出所选各行。'
          : props.words.length
            ? `筛选条件：${props.words.join('；')}`
            : '未设筛选条件，导出您有权查看的全部。'}
      </p>
      <Checkbox.Group
        className="zs-export-columns"
        value={columns}
        disabled={going !== null}
        onChange={(keys) => setPicked(keys as string[])}
        options={props.columns.map((column) => ({ value: column.key, label: column.title }))}
      />
      {going ? (
        <div role="status" className="zs-meta">
          <Progress percent={100} status="active" showInfo={false} aria-label="导出进度" />
          已收到 {megabytes(going.bytes)}
          {going.rows === null ? '' : `，共 ${going.rows.toLocaleString('zh-CN')} ${props.unit}`}
        </div>
      ) : null}
      {failed ? (
        <div role="alert" className="zs-field-wrong">
          {failed}
        </div>
      ) : null}
    </Modal>
  );
}
