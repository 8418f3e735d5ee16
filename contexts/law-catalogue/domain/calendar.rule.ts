import type { Calendar } from '#kernel';
import type { Law } from './law.ts';

/**
 * The statutory calendar, with a county's own overrides laid over it: an override wins on its day. Give it to every working-day
 * rule; outside `from`…`to` those rules fall back to Monday–Friday and say so.
 */
export function calendarOf(law: Pick<Law, 'calendar' | 'overrides'>, county?: string): Calendar {
  const own = county === undefined ? undefined : law.overrides.get(county);
  if (!own || own.length === 0) return law.calendar;
  const holidays = new Set(law.calendar.holidays);
  const makeUpDays = new Set(law.calendar.makeUpDays);
  for (const { day, working } of own) {
    (working ? holidays : makeUpDays).delete(day);
    (working ? makeUpDays : holidays).add(day);
  }
  return { ...law.calendar, holidays, makeUpDays };
}
