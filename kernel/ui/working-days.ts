import { useCallback, useMemo } from 'react';
import { type Calendar, type Day, workingDaysLeft } from '../index.ts';
import { useAsk } from './data.tsx';
import { useMe } from './me.ts';
import { useBrought } from './module.ts';

const dayLong = 24 * 3600_000;

/** The statutory calendar as its owner answers it. */
interface CalendarAnswer {
  from: Day;
  to: Day;
  holidays: readonly Day[];
  makeUpDays: readonly Day[];
}

/** Working days left until a day by the statutory calendar some context brings, as the server counts; null until it is here. */
export function useWorkingDaysLeft(): (due: string | null | undefined) => number | null {
  const { today } = useMe();
  const [brought] = useBrought((module) => (module.calendar ? [module.calendar] : []));
  const { data } = useAsk<CalendarAnswer>(brought?.needs ?? '', {}, { fresh: dayLong, enabled: brought !== undefined });
  const calendar = useMemo<Calendar | null>(
    () => (data ? { ...data, holidays: new Set(data.holidays), makeUpDays: new Set(data.makeUpDays) } : null),
    [data],
  );
  return useCallback(
    (due) => (calendar && due ? workingDaysLeft(today as Day, due as Day, calendar).days : null),
    [calendar, today],
  );
}
