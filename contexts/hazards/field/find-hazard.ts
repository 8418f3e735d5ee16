import { useEffect } from 'react';
import type { AnswerOf } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import { type Kept, keep, useKept, usePhone } from '#kernel/phone';
import { ask } from '#kernel/ui';
import type { recordQuery } from '../queries/record.ts';
import { kept } from './kept-names.ts';
import { reportedHere } from './report-form.ts';
import { actsOn, type PhoneHazard, type Todo, withActs } from './todo.ts';

type HazardRecord = AnswerOf<typeof recordQuery>;

/** What of `hazards.record` the phone keeps and shows. */
export type PhoneRecord = Pick<HazardRecord, 'hazard' | 'photos' | 'timeline' | 'can'> &
  // Absent in a record kept before the phone knew them.
  Partial<Pick<HazardRecord, 'rounds'>>;

/** A hazard with everything this device knows of it. */
export interface FoundHazard {
  /** As the server last told it, or as it was reported here. */
  seen: PhoneHazard;
  /** As it stands once this device's acts have arrived. */
  now: PhoneHazard;
  acts: OutboxAct[];
  record: PhoneRecord | null;
}

/** The newer of what the list and the record say. */
function newest(
  listed: Kept<Todo> | null,
  record: Kept<PhoneRecord> | null,
  id: string,
): { seen: PhoneHazard; at: string } | null {
  const row = listed?.value.groups.flatMap((group) => group.rows).find((one) => one.id === id);
  if (record && (!row || !listed || record.value.hazard.version >= row.version)) {
    return {
      seen: { ...record.value.hazard, overdueDays: record.value.hazard.overdueDays ?? 0, can: record.value.can },
      at: record.at,
    };
  }
  return row && listed ? { seen: row, at: listed.at } : null;
}

/** A hazard by its id: from the kept lists, or from a report made here; asks for the record when there is a line. Undefined while reading. */
export function useHazard(id: string): FoundHazard | null | undefined {
  const { me, acts, online } = usePhone();
  const { account } = me.actor;
  const listed = useKept<Todo>(account, kept.todo);
  const record = useKept<PhoneRecord>(account, kept.record(id));
  const received = acts.filter((act) => act.subjectId === id && act.state === 'received').length;
  const reportWaits = acts.some(
    (act) => act.subjectId === id && act.command === 'hazards.report' && act.state !== 'received',
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the server received something more of this hazard
  useEffect(() => {
    if (!online || reportWaits || id === '') return;
    let over = false;
    ask<PhoneRecord>('hazards.record', { id }).then(
      (fresh) => (over ? undefined : keep(account, kept.record(id), fresh)),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [account, id, online, reportWaits, received]);
  if (listed === undefined || record === undefined) return undefined;
  const told = newest(listed, record, id);
  const here = acts
    .filter((act) => act.subjectId === id)
    .flatMap((act) => reportedHere(act) ?? [])
    .at(-1);
  const seen = told?.seen ?? here;
  if (!seen) return null;
  const mine = actsOn(acts, id, told?.at ?? '');
  return { seen, now: withActs(seen, mine), acts: mine, record: record?.value ?? null };
}
