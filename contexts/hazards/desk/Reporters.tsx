import { type ReactNode, useMemo } from 'react';
import { DayText, fromShape, LedgerPage, StateWord, useMay, useTownOptions } from '#kernel/ui';
import { reportedWords } from '../domain/words.ts';
import { type ReporterRow, reporterLedger } from '../ledgers.ts';
import { enterprisePath, sectorOptions } from './words.ts';

/** Which enterprises report by themselves (企业自主上报), and which have been silent for thirty days. */
export default function Reporters(): ReactNode {
  const towns = useTownOptions();
  const mayFile = useMay('registry.enterprise');
  const shape = useMemo(
    () =>
      fromShape(
        reporterLedger,
        {
          name: mayFile ? { path: (row) => enterprisePath(row.id) } : { kind: 'text' },
          reported: {
            render: ({ reported }) => (
              <StateWord word={reportedWords[reported]} tone={reported === 'yes' ? 'done' : 'wait'} />
            ),
          },
          lastOn: { render: (row) => (row.lastOn ? <DayText of={row.lastOn} /> : '从未上报') },
        },
        {
          q: { hint: '企业名称、拼音首字母' },
          town: { options: towns },
          sector: { options: sectorOptions },
        },
      ),
    [towns, mayFile],
  );
  return (
    <LedgerPage<ReporterRow>
      {...shape}
      noun="企业"
      unit="家"
      {...(mayFile ? { recordPath: (row) => enterprisePath(row.id) } : {})}
      empty={{ title: '还没有企业', hint: '登记企业后，每家最近一次自查或上报的日期会列在这里。' }}
      exports
    />
  );
}
