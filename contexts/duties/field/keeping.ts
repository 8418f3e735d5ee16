import type { Day } from '#kernel';
import { forgetOld, forgetOldThumbs, keep, keepCalendar, keepThumb, keptOf } from '#kernel/phone';
import { ask, type Me, mayAny } from '#kernel/ui';
import type { CalendarShown } from '#law-catalogue';
import { listSpan } from '../domain/month.ts';
import { kept } from './kept-names.ts';
import { type DutyRecord, dutiesOf, type Mine, type PhoneDuty, type Todo } from './todo.ts';

/** Instances whose whole record is fetched ahead, and small pictures of each. */
const RECORDS = 60;
const PHOTOS = 6;
const AT_ONCE = 3;
const WEEK = 7 * 24 * 3_600_000;

/** States in which somebody may want to look at it on the spot. */
const open: readonly string[] = ['owed', 'returned', 'handed-in'];

async function record(account: string, { id, version }: PhoneDuty): Promise<void> {
  const old = await keptOf<DutyRecord>(account, kept.record(id));
  const value = old && old.value.owed.version >= version ? old.value : await ask<DutyRecord>('duties.record', { id });
  if (value !== old?.value) await keep(account, kept.record(id), value);
  const pictures = value.handIns.flatMap((one) => one.photos).filter((photo) => photo.kind !== 'application/pdf');
  for (const photo of pictures.slice(-PHOTOS)) await keepThumb(account, photo.sha256);
}

/** What has come into its time first, then by its day. */
const nearest = (rows: readonly PhoneDuty[], today: string): PhoneDuty[] =>
  rows
    .filter((row) => open.includes(row.state))
    .sort(
      (a, b) =>
        Number(a.opensOn > today) - Number(b.opensOn > today) ||
        (a.redoBy ?? a.dueOn).localeCompare(b.redoBy ?? b.dueOn),
    )
    .slice(0, RECORDS);

/** Asks for everything the pages of 应办事项 need without a signal. @throws Refused, Unreachable */
export async function refreshDuties(me: Me): Promise<void> {
  const { account, scope } = me.actor;
  const mine =
    scope === 'enterprise' && mayAny(me, 'duties.mine')
      ? await ask<Mine>('duties.mine', listSpan(me.today as Day))
      : null;
  if (mine) await keep(account, kept.mine, mine);
  const todo = mayAny(me, 'duties.todo') ? await ask<Todo>('duties.todo') : null;
  if (todo) await keep(account, kept.todo, todo);
  if (mayAny(me, 'law.calendar')) await keepCalendar(account, () => ask<CalendarShown>('law.calendar'));
  // Last: lists are wanted first, and a bad line may end it here.
  const wanted = nearest(dutiesOf(mine, todo), mine?.today ?? todo?.today ?? me.today);
  const line = wanted.values();
  const lane = async () => {
    for (const row of line) await record(account, row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await forgetOld(account, kept.record(''), WEEK, new Set(wanted.map((row) => kept.record(row.id))));
  await forgetOldThumbs(account);
}
