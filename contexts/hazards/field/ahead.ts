import { forgetOld, forgetOldThumbs, keep, keepThumb, keptOf } from '#kernel/phone';
import { ask } from '#kernel/ui';
import type { PhoneRecord } from './find-hazard.ts';
import { kept } from './kept-names.ts';
import { type Todo, verbOf } from './todo.ts';

/** Hazards whose whole record is fetched ahead, and small pictures of each. */
const HAZARDS = 40;
const PHOTOS = 8;
const AT_ONCE = 3;
const DAY = 24 * 3_600_000;

async function record(account: string, id: string, version: number): Promise<void> {
  const old = await keptOf<PhoneRecord>(account, kept.record(id));
  const value =
    old && old.value.hazard.version >= version ? old.value : await ask<PhoneRecord>('hazards.record', { id });
  if (value !== old?.value) await keep(account, kept.record(id), value);
  for (const photo of value.photos.slice(-PHOTOS)) await keepThumb(account, photo.sha256);
}

/**
 * Fetches what a person will look at on the spot without a signal: measures, person, story and small photos of the hazards that wait for an act
 * the phone can make. What nobody needs any more is forgotten after a week. @throws Refused, Unreachable
 */
export async function fetchAhead(account: string, todo: Todo): Promise<void> {
  const rows = todo.groups.filter((group) => verbOf(group.command)).flatMap((group) => group.rows);
  const wanted = rows.slice(0, HAZARDS).values();
  const lane = async () => {
    for (const row of wanted) await record(account, row.id, row.version);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const needed = new Set(rows.map((row) => kept.record(row.id)));
  await forgetOld(account, kept.record(''), 7 * DAY, needed);
  await forgetOldThumbs(account);
  // As they were named before.
  await forgetOld(account, 'hazards.thumb ', 0);
}
