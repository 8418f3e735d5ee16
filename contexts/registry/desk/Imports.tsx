import type { ReactNode } from 'react';
import { DoButton, Facts, fromShape, InstantText, LedgerPage, To } from '#kernel/ui';
import { importLedgerWords } from '../domain/words.ts';
import { type ImportRow, importLedger } from '../ledgers.ts';
import type { ImportUndone } from './answers.ts';
import { undoImport } from './import-file.ts';

/** 导入批次: each can be taken back as a whole while nobody has worked on its rows. */
export default function Imports(): ReactNode {
  return (
    <LedgerPage<ImportRow>
      {...fromShape(importLedger)}
      noun="导入批次"
      unit="次"
      rowTitle={(row) => row.fileName}
      acts={<To path="/import">导入台账</To>}
      drawer={(row, close) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '台账', value: importLedgerWords[row.ledger] },
              { title: '导入时间', value: <InstantText of={row.at} /> },
              { title: '导入人', value: row.accountName },
              {
                title: '结果',
                value: `新增 ${row.created}，更新 ${row.changed}，未变 ${row.unchanged}，未通过 ${row.rejected}`,
              },
              { title: '撤销时间', value: <InstantText of={row.undoneAt} /> },
            ]}
          />
          <span className="zs-row">
            <DoButton<ImportUndone> can={row.can} form={() => undoImport(row)} onDone={close} />
          </span>
        </div>
      )}
      views={null}
      empty={{ title: '还没有导入过', hint: '在“台账导入”中下载模板、填写、核对后导入。' }}
    />
  );
}
