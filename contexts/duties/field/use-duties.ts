import { useEffect } from 'react';
import { todayIn } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import { keep, useKept, usePhone } from '#kernel/phone';
import { ask } from '#kernel/ui';
import { kept } from './kept-names.ts';
import { actsOn, type DutyRecord, dutiesOf, type Mine, type PhoneDuty, standing, type Todo, withActs } from './todo.ts';

/** What is owed as this phone knows it, with its own acts done to it. */
export interface KeptDuties {
  duties: PhoneDuty[];
  mine: Mine | null;
  todo: Todo | null;
  /** Device instant the list was fetched. */
  at: string;
  today: string;
}

/** The kept lists; undefined while they are read, null when there is none. */
export function useDuties(): KeptDuties | null | undefined {
  const { me, acts, now } = usePhone();
  const mine = useKept<Mine>(me.actor.account, kept.mine);
  const todo = useKept<Todo>(me.actor.account, kept.todo);
  if (mine === undefined || todo === undefined) return undefined;
  const row = mine ?? todo;
  if (!row) return null;
  const [own, work] = [mine?.value ?? null, todo?.value ?? null];
  return {
    duties: standing(dutiesOf(own, work), acts, row.at),
    mine: own,
    todo: work,
    at: row.at,
    today: todayIn(now()),
  };
}

/** One instance with everything this device knows of it. */
export interface FoundDuty {
  /** As it stands once this device's acts have arrived. */
  now: PhoneDuty;
  acts: OutboxAct[];
  record: DutyRecord | null;
}

const newest = (row: PhoneDuty | undefined, record: DutyRecord | null): PhoneDuty | null => {
  if (record && (!row || record.owed.version >= row.version)) return { ...record.owed, can: record.can };
  return row ?? null;
};

/** An instance by its id, from the kept lists and its kept record; asks for the record when there is a line. Undefined while reading. */
export function useDuty(id: string): FoundDuty | null | undefined {
  const { me, acts, online } = usePhone();
  const { account } = me.actor;
  const mine = useKept<Mine>(account, kept.mine);
  const todo = useKept<Todo>(account, kept.todo);
  const record = useKept<DutyRecord>(account, kept.record(id));
  const received = acts.filter((act) => act.state === 'received').length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the server received something more
  useEffect(() => {
    if (!online || id === '') return;
    let over = false;
    ask<DutyRecord>('duties.record', { id }).then(
      (fresh) => (over ? undefined : keep(account, kept.record(id), fresh)),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [account, id, online, received]);
  if (mine === undefined || todo === undefined || record === undefined) return undefined;
  const row = dutiesOf(mine?.value ?? null, todo?.value ?? null).find((one) => one.id === id);
  const seen = newest(row, record?.value ?? null);
  if (!seen) return null;
  // Whichever was told last.
  const at = [mine?.at ?? '', todo?.at ?? '', record?.at ?? ''].sort().at(-1) ?? '';
  const own = actsOn(acts, id, at);
  return { now: withActs(seen, own), acts: own, record: record?.value ?? null };
}
