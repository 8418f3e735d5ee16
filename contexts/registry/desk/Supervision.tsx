import type { ReactNode } from 'react';
import {
  Asked,
  Figure,
  Figures,
  fromShape,
  LedgerPage,
  StateWord,
  To,
  useAddress,
  useAsk,
  useTownOptions,
} from '#kernel/ui';
import { bodies, bodyWords } from '../domain/words.ts';
import { type SupervisionRow, supervisionLedger } from '../ledgers.ts';
import type { GapReport } from './answers.ts';
import { Glance } from './Glance.tsx';

const named = (officer: string | undefined): ReactNode => officer ?? <StateWord word="缺责任人" tone="wait" />;

/** 监管责任: every enterprise beside its three persons; the drawer assigns, replaces, ends. */
export default function Supervision(): ReactNode {
  const gaps = useAsk<GapReport>('registry.gaps');
  // Comes from the roster of officers: this one's enterprises.
  const { search } = useAddress();
  const officer = typeof search.officer === 'string' ? search.officer : undefined;
  const shape = fromShape(
    supervisionLedger,
    {
      name: { path: (row) => `/enterprises/${row.id}` },
      sectorOfficer: { render: (row) => named(row.sectorOfficer) },
      safetyOfficer: { render: (row) => named(row.safetyOfficer) },
      townOfficer: { render: (row) => named(row.townOfficer) },
      supervision: { words: { complete: { word: '已落实', tone: 'done' }, gap: { word: '有缺口', tone: 'wait' } } },
    },
    {
      q: { hint: '企业名称、拼音首字母、信用代码' },
      town: { options: useTownOptions() },
    },
  );
  return (
    <LedgerPage<SupervisionRow>
      {...shape}
      filters={shape.filters.filter((filter) => filter.key !== 'officer')}
      {...(officer ? { fixed: { officer } } : {})}
      noun="企业"
      unit="家"
      drawer={(row) => <Glance id={row.id} />}
      recordPath={(row) => `/enterprises/${row.id}`}
      rollUp={(given, set) => (
        <Asked of={gaps} rows={1}>
          {(report) => (
            <Figures>
              <Figure
                title="在册企业"
                n={report.total}
                unit="家"
                onOpen={() => set({ gap: undefined, missing: undefined })}
                chosen={!given.gap && !given.missing}
              />
              <Figure
                title="有缺口"
                n={report.gap}
                unit="家"
                onOpen={() => set({ gap: '1', missing: undefined })}
                chosen={given.gap === '1'}
              />
              {bodies.map((body) => (
                <Figure
                  key={body}
                  title={`缺${bodyWords[body]}责任人`}
                  n={report.missing[body]}
                  unit="家"
                  onOpen={() => set({ missing: body, gap: undefined })}
                  chosen={given.missing === body}
                />
              ))}
            </Figures>
          )}
        </Asked>
      )}
      acts={officer ? <To path="/supervision?officer=">看全部企业</To> : <To path="/supervision/gaps">缺口分布</To>}
      empty={{ title: '还没有企业', hint: '企业登记后，在这里逐家落实行业主管部门、应急管理部门和镇三方责任人。' }}
      exports
    />
  );
}
