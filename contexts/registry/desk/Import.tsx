import { Button, Radio } from 'antd';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { optionsOf } from '#kernel';
import { DoButton, Failed, Figure, Figures, Loading, Page, Pane, Refused, sentence, To, useAct } from '#kernel/ui';
import { type ImportLedger, importLedgerWords } from '../domain/words.ts';
import type { Imported, ImportUndone } from './answers.ts';
import { checkFile, type ImportReport, problemsUrl, templateUrl, undoImport } from './import-file.ts';
import './map.css';

type Step =
  | { at: 'choose'; failed?: Error }
  | { at: 'checking'; name: string }
  | { at: 'checked'; report: ImportReport; file: File }
  | ({ at: 'done'; fileName: string; check: string } & Imported);

/** 台账导入: template → file → dry run → import what passed → take it all back if need be. */
export default function Import(): ReactNode {
  const [ledger, setLedger] = useState<ImportLedger>('enterprises');
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const running = useAct<Imported>('registry.import');

  const take = async (file: File | undefined, sheet?: string) => {
    if (!file) return;
    setStep({ at: 'checking', name: file.name });
    running.reset();
    try {
      setStep({ at: 'checked', report: await checkFile(ledger, file, sheet), file });
    } catch (error) {
      setStep({ at: 'choose', failed: error as Error });
    }
  };
  const write = (report: ImportReport) =>
    running.mutate(
      { check: report.check, onlyValid: true },
      { onSuccess: ({ answer }) => setStep({ at: 'done', fileName: report.fileName, check: report.check, ...answer }) },
    );

  return (
    <Page title="台账导入" acts={<To path="/import/history">导入批次</To>}>
      <Pane title="一、选台账，下载模板">
        <div className="zs-row">
          <Radio.Group
            aria-label="台账"
            optionType="button"
            options={optionsOf(importLedgerWords)}
            value={ledger}
            onChange={(event) => {
              setLedger(event.target.value as ImportLedger);
              setStep({ at: 'choose' });
            }}
          />
          <a className="zs-to" href={templateUrl(ledger, false)} download>
            下载空白模板
          </a>
          <a className="zs-to" href={templateUrl(ledger, true)} download>
            下载现有台账（改好后可再导入）
          </a>
        </div>
        <p className="zs-meta rg-hint">
          {ledger === 'enterprises'
            ? '企业以统一社会信用代码辨认：已登记的更新，未登记的新增。'
            : '人员以企业代码、姓名、电话辨认；企业须已登记。'}
          空白单元格不改动原有内容。
        </p>
      </Pane>
      <Pane title="二、放入填好的文件，先核对，不写入">
        <Drop busy={step.at === 'checking'} take={(file) => void take(file)} />
        <div aria-live="polite">
          {step.at === 'checking' ? (
            <>
              <p className="zs-meta">正在核对“{step.name}”……</p>
              <Loading rows={3} />
            </>
          ) : null}
          {step.at === 'choose' && step.failed ? <Wrong error={step.failed} /> : null}
        </div>
      </Pane>
      {step.at === 'checked' ? (
        <Report
          report={step.report}
          busy={running.isPending}
          failed={running.error}
          write={() => write(step.report)}
          readSheet={(name) => void take(step.file, name)}
          drop={() => setStep({ at: 'choose' })}
        />
      ) : null}
      {step.at === 'done' ? (
        <Pane title="三、已导入">
          <Figures>
            <Figure title="新增" n={step.created} unit="行" />
            <Figure title="更新" n={step.changed} unit="行" />
            <Figure title="未通过" n={step.rejected} unit="行" />
          </Figures>
          <p className="zs-row">
            <To path={ledger === 'enterprises' ? '/enterprises' : '/people'}>查看{importLedgerWords[ledger]}</To>
            <DoButton<ImportUndone>
              can
              form={() => undoImport(step)}
              title="撤销这次导入"
              onDone={() => setStep({ at: 'choose' })}
            />
          </p>
        </Pane>
      ) : null}
    </Page>
  );
}

function Drop(props: { busy: boolean; take: (file: File | undefined) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    props.take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard
    <div
      className={over ? 'rg-drop rg-drop-over' : 'rg-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button type="primary" loading={props.busy} onClick={() => input.current?.click()}>
        选择 XLSX 文件
      </Button>
      <p className="zs-meta">也可以把文件拖到这里。WPS、Excel 保存的 .xlsx，最大 20 MB。</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="台账文件"
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          props.take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function Wrong(props: { error: Error }): ReactNode {
  const places = props.error instanceof Refused ? props.error.places : [];
  if (places.length < 2) return <Failed error={props.error} />;
  return (
    <div role="alert">
      <b>{sentence(props.error)}</b>
      <ul>
        {places.map((place) => (
          <li key={place.message}>{place.message}</li>
        ))}
      </ul>
    </div>
  );
}

const verdictWords = { create: '新增', change: '更新', unchanged: '未变' } as const;
const said = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '（空）'
    : Array.isArray(value)
      ? value.join('、')
      : String(value);

function Report(props: {
  report: ImportReport;
  busy: boolean;
  failed: Error | null;
  write: () => void;
  readSheet: (name: string) => void;
  drop: () => void;
}): ReactNode {
  const { report } = props;
  const passed = report.willCreate + report.willChange;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <Pane title={`三、核对结果：“${report.fileName}”的工作表“${report.sheet}”共 ${report.total} 行`}>
      <div className="zs-col" ref={top}>
        {report.otherSheets.length > 0 ? (
          <p className="zs-row">
            <span className="zs-meta">同样表头的还有：</span>
            {report.otherSheets.map(({ name, rows }) => (
              <Button key={name} size="small" onClick={() => props.readSheet(name)}>
                改读“{name}”（{rows} 行）
              </Button>
            ))}
          </p>
        ) : null}
        <Figures>
          <Figure title="将新增" n={report.willCreate} unit="行" />
          <Figure title="将更新" n={report.willChange} unit="行" />
          <Figure title="未变" n={report.unchanged} unit="行" />
          <Figure title="未通过" n={report.rejected} unit="行" />
        </Figures>
        {report.problems.length > 0 ? (
          <section aria-label="问题">
            <p className="zs-row">
              <span>
                {report.problemCount} 处问题
                {report.problemCount > report.problems.length ? `，先列 ${report.problems.length} 处` : ''}
              </span>
              {report.rejected > 0 ? (
                <a className="zs-to" href={problemsUrl(report.check)} download>
                  下载未通过的行（末列写明问题，改好后可直接再导入）
                </a>
              ) : null}
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
            <div className="rg-scroll" tabIndex={0} role="region" aria-label="问题清单">
              <table className="zs-plain">
                <thead>
                  <tr>
                    <th scope="col">行</th>
                    <th scope="col">列</th>
                    <th scope="col">填的是</th>
                    <th scope="col">允许</th>
                    <th scope="col">说明</th>
                  </tr>
                </thead>
                <tbody>
                  {report.problems.map((p) => (
                    <tr key={`${p.row} ${p.column} ${p.message}`}>
                      <td>{p.row}</td>
                      <td>{p.column}</td>
                      <td>{p.value || '（空）'}</td>
                      <td>{p.allowed}</td>
                      <td>{p.level === 'warning' ? `提示：${p.message}` : p.message}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        ) : null}
        {report.sample.length > 0 ? (
          <details open={report.problems.length === 0}>
            <summary>通过的行（前 {report.sample.length} 行）</summary>
            <table className="zs-plain">
              <tbody>
                {report.sample.map((line) => (
                  <tr key={line.row}>
                    <td>第 {line.row} 行</td>
                    <td>{verdictWords[line.verdict]}</td>
                    <td>{line.name}</td>
                    <td>
                      {line.changes.map((c) => `${c.title}：${said(c.before)} → ${said(c.after)}`).join('；') ||
                        line.uscc}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        ) : null}
        {props.failed ? <Failed error={props.failed} /> : null}
        <p className="zs-row">
          <Button type="primary" disabled={passed === 0} loading={props.busy} onClick={props.write}>
            {report.rejected > 0 ? `只导入通过的 ${passed} 行` : `导入 ${passed} 行`}
          </Button>
          <Button onClick={props.drop}>放弃</Button>
          {passed === 0 ? <span className="zs-meta">没有可导入的行</span> : null}
        </p>
      </div>
    </Pane>
  );
}
