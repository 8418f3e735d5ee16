import { Button, Checkbox, Input, Modal, Progress } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { seesPlain } from '../../act/personal.ts';
import { download, exportUrl, openExport, sentence } from '../api.ts';
import { saveAs } from '../files.ts';
import { mayAny, useMe } from '../me.ts';
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
  const me = useMe();
  // Why personal data is wanted plainly; null while it is not.
  const [reason, setReason] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const columns = picked ?? [...props.shown];
  const ordered = props.columns.filter((column) => columns.includes(column.key)).map((column) => column.key);
  const personal = props.columns.filter(({ key, personal: of }) => of && ordered.includes(key));
  const visible = personal.filter(({ personal: of }) => of && seesPlain(of, me.actor));
  const mayPlain = mayAny(me, 'access.open-export') && visible.length > 0;
  const plain = mayPlain ? reason : null;
  const total = props.chosen ? { n: props.chosen.length, exact: true } : props.total;
  const n = total?.n ?? 0;

  const close = () => {
    stop.current?.abort();
    setPicked(null);
    setFailed(null);
    setGoing(null);
    setReason(null);
    props.onClose();
  };
  const run = async () => {
    const control = new AbortController();
    stop.current = control;
    setFailed(null);
    setGoing({ bytes: 0, rows: null });
    try {
      const given = props.chosen ? { ...props.given, only: props.chosen.join() } : props.given;
      const entry = plain === null ? undefined : await openExport(props.name, given, ordered, plain);
      const blob = await download(
        exportUrl(props.name, given, ordered, entry),
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
          disabled={n === 0 || ordered.length === 0 || going !== null || (plain !== null && plain.trim().length < 2)}
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
      {personal.length ? (
        <PlainChoice
          titles={(plain === null ? personal : visible).map(({ title }) => title)}
          mayPlain={mayPlain}
          reason={plain}
          busy={going !== null}
          change={setReason}
        />
      ) : null}
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

/** What of it is masked, and for whom sees it plainly on the screen the choice of a plain export, which asks why. */
function PlainChoice(props: {
  titles: readonly string[];
  mayPlain: boolean;
  reason: string | null;
  busy: boolean;
  change: (reason: string | null) => void;
}): ReactNode {
  const { titles, mayPlain, reason, busy, change } = props;
  return (
    <div className="zs-export-plain">
      <p className="zs-meta">
        {titles.join('、')}
        {reason === null ? '将打码导出；打码的表格可以照常导回，原号码不变。' : '将以明文导出。'}
      </p>
      {mayPlain ? (
        <Checkbox checked={reason !== null} disabled={busy} onChange={(e) => change(e.target.checked ? '' : null)}>
          导出明文，理由记入留痕
        </Checkbox>
      ) : null}
      {reason === null ? null : (
        <Input.TextArea
          aria-label="导出明文的理由"
          placeholder="理由，至少 2 个字，如：印发值班通讯录"
          value={reason}
          maxLength={200}
          disabled={busy}
          autoSize={{ minRows: 2, maxRows: 4 }}
          onChange={(e) => change(e.target.value)}
        />
      )}
    </div>
  );
}
