import { useMemo } from 'react';
import { type Calendar, type Day, todayIn, workingDaysLeft } from '#kernel';
import { keep, keptOf, useKept } from './kept.ts';
import { usePhone } from './phone-state.ts';

const NAME = 'calendar';
const FRESH_MS = 24 * 3_600_000;

/** The statutory calendar (工作日历) as it travels. */
interface CalendarTold {
  from: string;
  to: string;
  holidays: readonly string[];
  makeUpDays: readonly string[];
}

/** Keeps the statutory calendar, asked for at most once a day. @throws what `told` throws */
export async function keepCalendar(account: string, told: () => Promise<CalendarTold>): Promise<void> {
  const row = await keptOf(account, NAME);
  if (row && Date.now() - Date.parse(row.at) < FRESH_MS) return;
  await keep(account, NAME, await told());
}

/** Working days left until a day by the kept statutory calendar; null without one. */
export function useDaysLeft(): (due: string | null) => number | null {
  const { me, now } = usePhone();
  const row = useKept<CalendarTold>(me.actor.account, NAME);
  const calendar = useMemo<Calendar | null>(() => {
    if (!row) return null;
    const { from, to, holidays, makeUpDays } = row.value;
    return {
      from: from as Day,
      to: to as Day,
      holidays: new Set(holidays as Day[]),
      makeUpDays: new Set(makeUpDays as Day[]),
    };
  }, [row]);
  return (due) => (calendar && due ? workingDaysLeft(todayIn(now()), due as Day, calendar).days : null);
}
