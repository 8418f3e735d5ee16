import { Button, Radio } from 'antd';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { optionsOf } from '#kernel';
import { DoButton, Failed, Figure, Figures, Loading, Page, Pane, Refused, sentence, To, useAct } from '#kernel/ui';
import { type ImportLedger, importLedgerWords } from '../domain/words.ts';
import type { Imported, ImportUndone } from './answers.ts';
import { Report } from './ImportReport.tsx';
import { checkFile, type ImportReport, type SaidOfNames, templateUrl, undoImport } from './import-file.ts';
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
  const write = (report: ImportReport, said: SaidOfNames) =>
    running.mutate(
      { check: report.check, onlyValid: true, ...said },
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
            : '人员以企业代码（没有代码时以企业名称）、姓名、电话辨认；企业须已登记。同名而电话不同的，先问是不是同一个人。'}
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
          key={step.report.check}
          report={step.report}
          busy={running.isPending}
          failed={running.error}
          write={(said) => write(step.report, said)}
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
        选择 XLSX 或 CSV 文件
      </Button>
      <p className="zs-meta">也可以把文件拖到这里。WPS、Excel 保存的 .xlsx 或 .csv，最大 20 MB。</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="台账文件"
        accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
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
