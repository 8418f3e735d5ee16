import type { ReactNode } from 'react';
import { Block, Leads, usePhone } from '#kernel/phone';
import { AtTheDesk } from './Duties.tsx';
import { DutyRow } from './Line.tsx';
import { actsOn, waitingToday } from './todo.ts';
import { useDuties } from './use-duties.ts';

const SHOWN = 3;

/** 应办事项 on the first page (今日): what can be handed in now, the most urgent first, and the way to all of it. */
export function DutiesWaiting(): ReactNode {
  const { acts } = usePhone();
  const found = useDuties();
  if (!found || (found.duties.length === 0 && !found.todo?.groups.length)) return null;
  const waiting = waitingToday(found.duties, found.today);
  const sent = found.duties.filter((one) => actsOn(acts, one.id, found.at).length > 0).length;
  return (
    <>
      {found.duties.length > 0 ? (
        <Block title="应办事项" note={`${waiting.length} 件可办${sent > 0 ? `，另有 ${sent} 件已办待传` : ''}`}>
          <ul>
            {waiting.slice(0, SHOWN).map((row) => (
              <DutyRow key={row.id} of={row} today={found.today} short />
            ))}
          </ul>
          <Leads to="/duties">看全部应办事项和月历</Leads>
        </Block>
      ) : null}
      <AtTheDesk of={found} />
    </>
  );
}
