import { Segmented } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { rowsAt } from '#kernel';
import { Asked, Empty, Figure, Figures, HeatTable, Page, Pane, To, useAddress, useAsk, useMe } from '#kernel/ui';
import { countCells, countOverdue, ofLevel, twelveMonths } from '../domain/dashboard.ts';
import { type HazardState, levelWords, openStates, stateWords } from '../domain/words.ts';
import { hazardLedger } from '../ledgers.ts';
import { FoundClosed } from './FoundClosed.tsx';
import './hazards.css';
import type { Dashboard } from './answers.ts';

const levels = [
  { value: '', label: '全部级别' },
  ...Object.entries(levelWords).map(([value, label]) => ({ value, label })),
];

/** 隐患概览: town × state at a level, overdue by town, and what was found and closed in twelve months. Every figure opens its rows. */
export default function Overview(): ReactNode {
  const answer = useAsk<Dashboard>('hazards.dashboard', {});
  const { search, set } = useAddress();
  const level = typeof search.level === 'string' && search.level in levelWords ? search.level : '';
  return (
    <Page
      title="隐患概览"
      note={answer.data ? `截至 ${answer.data.today}，与台账逐条相符` : ''}
      acts={
        <Segmented
          aria-label="级别"
          value={level}
          options={levels}
          onChange={(next) => set({ level: next || undefined })}
        />
      }
    >
      <Asked of={answer} rows={12}>
        {(d) =>
          d.cells.length === 0 ? (
            <Empty title="还没有隐患" hint="第一条隐患登记后，这里按镇、级别和状态汇总。" />
          ) : (
            <Inside d={d} level={level} />
          )
        }
      </Asked>
    </Page>
  );
}

function Inside(props: { d: Dashboard; level: string }): ReactNode {
  const { d } = props;
  const level = props.level || undefined;
  const { county, actor } = useMe();
  const towns = useMemo(
    () =>
      county.towns
        .filter((town) => actor.scope !== 'town' || town.code === actor.town)
        .map((town) => ({ key: town.code, title: town.name })),
    [county.towns, actor],
  );
  const columns = [
    { key: 'open', title: '未销号' },
    ...openStates.map((state) => ({ key: state, title: stateWords[state] })),
    { key: 'overdue', title: '逾期' },
    { key: 'closed', title: stateWords.closed },
  ];
  const count = (column: string, town?: string) =>
    column === 'overdue'
      ? countOverdue(d, { town, level })
      : column === 'open'
        ? countCells(d, { town, level, open: true })
        : countCells(d, { town, level, state: column });
  const path = (column: string, town?: string) =>
    rowsAt(hazardLedger, {
      town,
      ...ofLevel(level),
      ...(column === 'overdue'
        ? { overdue: true as const }
        : column === 'open'
          ? { open: true as const }
          : { state: [column as HazardState] }),
    });
  // Sums and what is done stand beside the scale: only what waits is to catch the eye.
  const beside = new Set(['open', 'closed']);
  const cell = (town: string, column: string) => ({
    n: count(column, town),
    path: path(column, town),
    plain: beside.has(column),
  });
  const months = twelveMonths(d, { level });
  const now = months.at(-1);
  const month = d.today.slice(0, 7);
  const late = towns
    .map((town) => ({ ...town, n: countOverdue(d, { town: town.key, level }) }))
    .filter((town) => town.n > 0)
    .sort((a, b) => b.n - a.n);
  const most = late[0]?.n ?? 1;
  return (
    <>
      <Figures>
        <Figure title="未销号" unit="条" n={count('open')} path={path('open')} />
        <Figure title="逾期未整改" unit="条" tone="late" n={count('overdue')} path={path('overdue')} />
        <Figure
          title="重大未销号"
          unit="条"
          n={countCells(d, { open: true, level: 'major' })}
          path={rowsAt(hazardLedger, { level: ['major'], open: true })}
        />
        <Figure
          title="本月新发现"
          unit="条"
          n={now?.found ?? 0}
          path={rowsAt(hazardLedger, { ...ofLevel(level), foundFrom: `${month}-01` })}
        />
        <Figure
          title="本月销号"
          unit="条"
          n={now?.closed ?? 0}
          path={rowsAt(hazardLedger, { ...ofLevel(level), closedFrom: `${month}-01` })}
        />
      </Figures>
      <Pane title="镇 × 状态" note="颜色越深，数量越多；点数字看明细" flush>
        <HeatTable
          caption={`各镇${level ? levelWords[level as keyof typeof levelWords] : ''}隐患按状态的数量`}
          corner="镇"
          rows={towns}
          columns={columns}
          cell={cell}
          total={(column) => ({ n: count(column), path: path(column) })}
        />
      </Pane>
      <div className="hz-two">
        <Pane title="十二个月" note="每月新发现与销号">
          <FoundClosed months={months} level={level} />
        </Pane>
        <Pane title="各镇逾期" note="整改期限已过、企业仍未完成整改">
          {late.length === 0 ? (
            <Empty title="没有逾期" hint="整改期限过后仍未完成整改的隐患，会按镇列在这里。" />
          ) : (
            <ul className="hz-lates">
              {late.map((town) => (
                <li key={town.key}>
                  <span>{town.title}</span>
                  <span className="hz-late-track" aria-hidden="true">
                    <i style={{ width: `${String((town.n / most) * 100)}%` }} />
                  </span>
                  <To path={path('overdue', town.key)}>{town.n} 条</To>
                </li>
              ))}
            </ul>
          )}
        </Pane>
      </div>
    </>
  );
}
