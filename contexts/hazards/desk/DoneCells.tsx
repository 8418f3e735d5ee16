import type { ReactNode } from 'react';
import { To } from '#kernel/ui';
import type { DoneRow } from './answers.ts';
import { HazardState } from './marks.tsx';
import './hazards.css';

/** A hazard in a line of 已办: its number, whose it is, how it stands now. */
export default function DoneCells({ row }: { row: DoneRow }): ReactNode {
  return (
    <>
      <td>
        <To path={`/hazards/${row.subjectId}`}>{row.number}</To>
      </td>
      <td>{row.enterpriseName}</td>
      <td>
        <HazardState of={row} />
      </td>
    </>
  );
}
