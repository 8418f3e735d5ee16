import type { ReactNode } from 'react';
import { rowsAt } from '#kernel';
import { Figure, Figures, useAsk, useMe } from '#kernel/ui';
import { hazardLedger } from '../ledgers.ts';
import type { Dashboard } from './answers.ts';
import { countCells, countOverdue, twelveMonths } from './dashboard.ts';

const leaders = new Set(['county-leader', 'county-admin', 'town-lead']);

/** For those who lead: the county (or the town) in five figures, each opening its rows. */
export default function TopFigures(): ReactNode {
  const { actor, may } = useMe();
  const shown = leaders.has(actor.role) && may.includes('hazards.dashboard');
  const answer = useAsk<Dashboard>('hazards.dashboard', {}, { enabled: shown });
  if (!shown || answer.isError) return null;
  const d = answer.data;
  const month = d ? twelveMonths(d).at(-1) : undefined;
  const since = d ? `${d.today.slice(0, 7)}-01` : undefined;
  return (
    <Figures>
      <Figure
        title="未销号"
        unit="条"
        n={d ? countCells(d, { open: true }) : null}
        path={rowsAt(hazardLedger, { open: true })}
      />
      <Figure
        title="逾期未整改"
        unit="条"
        tone="late"
        n={d ? countOverdue(d) : null}
        path={rowsAt(hazardLedger, { overdue: true })}
      />
      <Figure
        title="重大未销号"
        unit="条"
        n={d ? countCells(d, { open: true, level: 'major' }) : null}
        path={rowsAt(hazardLedger, { level: ['major'], open: true })}
      />
      <Figure title="本月新发现" unit="条" n={month?.found ?? null} path={rowsAt(hazardLedger, { foundFrom: since })} />
      <Figure title="本月销号" unit="条" n={month?.closed ?? null} path={rowsAt(hazardLedger, { closedFrom: since })} />
    </Figures>
  );
}
