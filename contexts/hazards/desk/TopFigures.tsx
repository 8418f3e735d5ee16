import type { ReactNode } from 'react';
import { rowsAt } from '#kernel';
import { Figure, Figures, useAsk, useMe } from '#kernel/ui';
import { leaders, leadFigures } from '../domain/figures.ts';
import { hazardLedger } from '../ledgers.ts';
import type { Dashboard } from './answers.ts';

/** For those who lead: the county (or the town) in five figures, each opening its rows. */
export default function TopFigures(): ReactNode {
  const { actor, may } = useMe();
  const shown = leaders.includes(actor.role) && may.includes('hazards.dashboard');
  const answer = useAsk<Dashboard>('hazards.dashboard', {}, { enabled: shown });
  if (!shown || answer.isError) return null;
  const d = answer.data;
  return (
    <Figures>
      {leadFigures.map(({ key, title, late, n, rows }) => (
        <Figure
          key={key}
          title={title}
          unit="条"
          {...(late ? { tone: 'late' as const } : {})}
          n={d ? n(d) : null}
          path={rowsAt(hazardLedger, rows(d?.today ?? ''))}
        />
      ))}
    </Figures>
  );
}
