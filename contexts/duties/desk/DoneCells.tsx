import type { ReactNode } from 'react';
import { To } from '#kernel/ui';
import type { DoneRow } from './answers.ts';
import { OwedStateWord } from './marks.tsx';

/** What is owed in a line of 已办: what, whose, how it stands now. */
export default function DoneCells({ row }: { row: DoneRow }): ReactNode {
  return (
    <>
      <td>
        <To path={`/duties/${row.subjectId}`}>{row.title}</To>
      </td>
      <td>{row.ownerName}</td>
      <td>
        <OwedStateWord state={row.state} />
      </td>
    </>
  );
}
