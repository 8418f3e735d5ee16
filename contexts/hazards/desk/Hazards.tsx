import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import {
  DayText,
  Figure,
  Figures,
  fromShape,
  instantText,
  LedgerPage,
  To,
  useAddress,
  useAsk,
  useMay,
  useMe,
  useOpen,
  useTownOptions,
  useWorkingDaysLeft,
} from '#kernel/ui';
import { countCells, countOverdue } from '../domain/dashboard.ts';
import { stateWords } from '../domain/words.ts';
import { figureFilters, type HazardRow, hazardLedger } from '../ledgers.ts';
import { batchActs } from './batch.ts';
import { Glance } from './Glance.tsx';
import './hazards.css';
import type { Sums } from './answers.ts';
import { HazardClock, HazardState, LevelMark } from './marks.tsx';
import { enterprisePath, flagOptions, sectorOptions } from './words.ts';

type Given = Record<string, string | string[]>;
type Narrow = (change: Record<string, string | string[] | undefined>) => void;

/** The hazard ledger (隐患台账): every finding of any origin, its figures above, acts on many below. */
export default function Hazards(): ReactNode {
  const me = useMe();
  const towns = useTownOptions();
  const open = useOpen();
  const left = useWorkingDaysLeft();
  const { search } = useAddress();
  const mayReport = useMay('hazards.report');
  const mayFigures = useMay('hazards.dashboard');
  const mayFile = useMay('registry.enterprise');
  const stepLate = one(search.stepLate) === '1';
  const shape = useMemo(
    () =>
      fromShape(
        hazardLedger,
        {
          number: { path: (row) => `/hazards/${row.id}`, width: 164 },
          enterpriseName: {
            width: 148,
            ...(mayFile ? { kind: 'link', path: (row) => enterprisePath(row.enterprise) } : {}),
          },
          townName: { width: 80 },
          // The problem takes what the screen leaves; on 1366 px state and limit stay in sight.
          description: { width: 0 },
          place: { hiddenByDefault: true },
          origin: { hiddenByDefault: true },
          level: { width: 76, render: (row) => <LevelMark level={row.level} /> },
          state: { render: (row) => <HazardState of={row} /> },
          dueOn: {
            width: 176,
            render: (row) => <HazardClock short of={{ ...row, dueOn: row.dueOn ?? null }} left={left(row.dueOn)} />,
          },
          // Whoever asks for what is late wants to see since when.
          stepDueOn: { hiddenByDefault: !stepLate },
          foundAt: {
            title: '发现日期',
            width: 104,
            render: (row) => <DayText of={instantText(row.foundAt).slice(0, 10)} />,
          },
        },
        {
          q: { hint: '编号、企业、问题、部位' },
          town: { options: towns },
          sector: { options: sectorOptions },
          flag: { options: flagOptions },
          enterprise: { title: '企业编号', hint: '从企业档案带入' },
        },
      ),
    [towns, mayFile, left, stepLate],
  );
  // Judging many as 一般 is offered only where all that is shown still waits for its first judgement.
  const unjudged = one(search.state) === 'found';
  const batch = useMemo(
    () => batchActs<HazardRow>(me.today).filter((act) => act.name !== 'hazards.judge' || unjudged),
    [me.today, unjudged],
  );
  return (
    <LedgerPage<HazardRow>
      {...shape}
      noun="隐患"
      unit="条"
      recordPath={(row) => `/hazards/${row.id}`}
      rowTitle={(row) => `${row.number} ${row.description}`}
      drawer={(row) => <Glance id={row.id} />}
      {...(mayFigures ? { rollUp: (given: Given, narrow: Narrow) => <RollUp given={given} narrow={narrow} /> } : {})}
      {...(me.actor.scope === 'county' || me.actor.scope === 'town' ? { batch } : {})}
      acts={
        <>
          {mayFigures ? <To path="/hazards/overview">概览</To> : null}
          {mayReport ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => open('/hazards/new')}>
              上报隐患
            </Button>
          ) : null}
        </>
      }
      empty={{
        title: '还没有隐患',
        hint: '企业自查、检查、专家会诊和群众举报发现的问题都进入这一本台账。',
        act: mayReport ? <Button onClick={() => open('/hazards/new')}>上报第一条</Button> : undefined,
      }}
      exports
    />
  );
}

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
const clear = Object.fromEntries(figureFilters.map((key) => [key, undefined]));

/** Figures of the rows under the filter; each narrows the rows below, and counts exactly those it then shows. */
function RollUp(props: { given: Given; narrow: Narrow }): ReactNode {
  const { given, narrow } = props;
  const answer = useAsk<Sums>('hazards.sums', { ...given, ...clear });
  const d = answer.data?.figures;
  const state = one(given.state);
  const level = one(given.level);
  const plain = !state && !level && !given.overdue;
  if (answer.isError) return null;
  const states = ['found', 'judged', 'assigned', 'rectified', 'verified', 'transferred'] as const;
  return (
    <Figures>
      <Figure
        title="未销号"
        n={d ? countCells(d, { open: true }) : null}
        chosen={plain && given.open === '1'}
        onOpen={() => narrow({ ...clear, open: given.open === '1' && plain ? undefined : '1' })}
      />
      {states.map((code) => (
        <Figure
          key={code}
          title={stateWords[code]}
          n={d ? countCells(d, { state: code }) : null}
          chosen={state === code}
          onOpen={() => narrow({ ...clear, state: state === code ? undefined : [code] })}
        />
      ))}
      <Figure
        title="逾期"
        tone="late"
        n={d ? countOverdue(d) : null}
        chosen={given.overdue === '1'}
        // The longest overdue first: that is what it is opened for.
        onOpen={() =>
          narrow(given.overdue === '1' ? { ...clear, sort: undefined } : { ...clear, overdue: '1', sort: 'dueOn' })
        }
      />
      <Figure
        title="重大未销号"
        n={d ? countCells(d, { open: true, level: 'major' }) : null}
        chosen={level === 'major' && given.open === '1'}
        onOpen={() => narrow(level === 'major' ? clear : { ...clear, level: ['major'], open: '1' })}
      />
    </Figures>
  );
}
