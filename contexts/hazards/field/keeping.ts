import { keep, keepCalendar, keptOf } from '#kernel/phone';
import { ask, type Me, mayAny, page } from '#kernel/ui';
import type { CalendarShown } from '#law-catalogue';
import type { Dashboard } from '../desk/answers.ts';
import { leaders } from '../domain/figures.ts';
import { fetchAhead } from './ahead.ts';
import { type KeptEnterprise, keptColumns } from './enterprises.ts';
import { kept } from './kept-names.ts';
import type { Todo } from './todo.ts';

const HOUR = 3_600_000;
const PAGE = 200;
const MOST = 2_000;

const isFresh = async (account: string, key: string, ms: number): Promise<boolean> => {
  const row = await keptOf(account, key);
  return row !== null && Date.now() - Date.parse(row.at) < ms;
};

async function enterprises(): Promise<KeptEnterprise[]> {
  const all: KeptEnterprise[] = [];
  let after: string | null = null;
  do {
    const { rows, next }: Awaited<ReturnType<typeof page<KeptEnterprise>>> = await page<KeptEnterprise>(
      'registry.enterprises',
      { limit: PAGE, sort: 'name', after, columns: ['name', ...keptColumns].join() },
    );
    all.push(
      ...rows.map(({ id, name, townName, uscc, initials }) => ({
        id,
        name,
        ...(townName ? { townName } : {}),
        ...(uscc ? { uscc } : {}),
        ...(initials ? { initials } : {}),
      })),
    );
    after = next;
  } while (after && all.length < MOST);
  return all;
}

/** The five figures of those who lead. @throws Refused, Unreachable */
export const keepFigures = async (account: string): Promise<void> =>
  keep(account, kept.figures, await ask<Dashboard>('hazards.dashboard'));

/** Asks for everything the hazard pages need without a signal. @throws Refused, Unreachable */
export async function refreshHazards(me: Me): Promise<void> {
  const { account } = me.actor;
  const todo = mayAny(me, 'hazards.todo') ? await ask<Todo>('hazards.todo') : null;
  if (todo) await keep(account, kept.todo, todo);
  if (leaders.includes(me.actor.role) && mayAny(me, 'hazards.dashboard')) await keepFigures(account);
  if (mayAny(me, 'registry.enterprises') && !(await isFresh(account, kept.enterprises, 6 * HOUR)))
    await keep(account, kept.enterprises, await enterprises());
  if (mayAny(me, 'law.calendar')) await keepCalendar(account, () => ask<CalendarShown>('law.calendar'));
  // Last: lists are wanted first, and a bad line may end it here.
  if (todo) await fetchAhead(account, todo);
}
