import { useCallback, useMemo } from 'react';
import { type Calendar, type Day, workingDaysLeft } from '#kernel';
import { useAsk, useMe } from '#kernel/ui';
import type { CalendarShown } from '#law-catalogue';

const dayLong = 24 * 3600_000;

/** Working days left until a day by the statutory calendar, as the server counts; null until the calendar is here. */
export function useWorkingDaysLeft(): (due: string | null | undefined) => number | null {
  const { today } = useMe();
  const { data } = useAsk<CalendarShown>('law.calendar', {}, { fresh: dayLong });
  const calendar = useMemo<Calendar | null>(
    () =>
      data
        ? {
            from: data.from as Day,
            to: data.to as Day,
            holidays: new Set(data.holidays as Day[]),
            makeUpDays: new Set(data.makeUpDays as Day[]),
          }
        : null,
    [data],
  );
  return useCallback(
    (due) => (calendar && due ? workingDaysLeft(today as Day, due as Day, calendar).days : null),
    [calendar, today],
  );
}
