import { Button } from 'antd';
import type { ReactNode } from 'react';
import { To, useDo, useWorkingDaysLeft } from '#kernel/ui';
import { dutyMoves } from '../domain/moves/index.ts';
import type { DutyLine } from './answers.ts';
import { useDutyForms } from './forms.tsx';
import { OwedClock, OwedStateWord } from './marks.tsx';
import './duties.css';

/** What is owed, a line each: what, why us and on what clause, by when, with what, and the act one click away. */
export function Lines({ rows }: { rows: readonly DutyLine[] }): ReactNode {
  const forms = useDutyForms();
  const doAct = useDo();
  const left = useWorkingDaysLeft();
  return (
    <ul className="du-lines">
      {rows.map((row) => {
        const form = forms(row).find((one) => one.name === dutyMoves.handIn.command && row.can.includes(one.name));
        return (
          <li key={row.id} className="du-line">
            <div className="du-line-what">
              <To path={`/duties/${row.id}`} className="du-line-title">
                {row.title}
              </To>{' '}
              <span className="zs-meta">
                {row.period}
                {row.owedBy === 'person' ? ` · ${row.ownerName}` : ''}
              </span>
              <p className="zs-meta">
                {row.what}；{row.why}；依据{row.cites.join('、')}
                {row.checked === 'verified' ? '' : '（待核实）'}
              </p>
            </div>
            <OwedStateWord state={row.state} />
            <OwedClock of={row} left={left} />
            <div className="du-line-act">
              {form ? (
                <Button onClick={() => doAct(form)} aria-label={`${form.title} ${row.title} ${row.period}`}>
                  {form.title}
                </Button>
              ) : row.time === 'upcoming' ? (
                <span className="zs-meta">{row.opensOn.slice(5)} 起</span>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
