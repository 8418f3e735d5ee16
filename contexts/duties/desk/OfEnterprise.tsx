import type { ReactNode } from 'react';
import { rowsAt } from '#kernel';
import { Asked, Empty, Figure, Figures, To, useAsk } from '#kernel/ui';
import type { SectionProps } from '../../registry/desk/index.ts';
import { owedLedger } from '../ledgers.ts';
import type { OfEnterprise } from './answers.ts';
import { Lines } from './Lines.tsx';
import { Occasions } from './Mine.tsx';

const firstRows = 12;

/** What one enterprise owes, open ones first: a section of 一企一档. */
export default function DutiesOfEnterprise({ enterprise }: SectionProps): ReactNode {
  const answer = useAsk<OfEnterprise>('duties.of-enterprise', { enterprise: enterprise.id });
  const whose = { enterprise: enterprise.id };
  return (
    <Asked of={answer} rows={4}>
      {(given) => {
        const { rows } = given;
        const open = rows.filter((row) => row.state === 'owed' || row.state === 'returned');
        const missed = open.filter((row) => row.time === 'missed');
        return (
          <div className="zs-col">
            <Figures>
              <Figure
                title="逾期未报"
                unit="件"
                tone="late"
                n={missed.length}
                path={rowsAt(owedLedger, { ...whose, missed: true })}
              />
              <Figure
                title="待审核"
                unit="件"
                n={rows.filter((row) => row.state === 'handed-in').length}
                path={rowsAt(owedLedger, { ...whose, state: ['handed-in'] })}
              />
            </Figures>
            {open.length === 0 ? (
              <Empty title="没有未办的事项" hint="应办的都已上报。" />
            ) : (
              <Lines rows={open.slice(0, firstRows)} />
            )}
            <To path={rowsAt(owedLedger, whose)}>在台账中看全部</To>
            <Occasions given={given} />
          </div>
        );
      }}
    </Asked>
  );
}
