import { addDays, type Calendar, type Day, daysBetween, workingDaysLeft } from '#kernel';
import type { HazardOrigin, HazardState } from './words.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The number people say (隐患编号): `YH220314-7F3KQM2`, from the day of the finding and the random bits of the id, so that a
 * phone without signal can print it on the photo and the server arrives at the same one.
 */
export function hazardNumber(id: string, foundOn: string): string {
  let bits = BigInt(`0x${id.replaceAll('-', '').slice(-9)}`);
  let code = '';
  for (let i = 0; i < 7; i++) {
    code = ALPHABET[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return `YH${foundOn.slice(2, 4)}${foundOn.slice(5, 7)}${foundOn.slice(8, 10)}-${code}`;
}

/**
 * Two-character words (二字词) of a text, each once: what a search for a two-character word looks up. Only spaces part words: with
 * punctuation left in, the lookup finds exactly what a scan of the text finds.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>();
  for (const run of text.toLowerCase().split(/\s+/)) {
    const chars = [...run];
    for (let i = 0; i + 1 < chars.length; i++) grams.add(chars[i]! + chars[i + 1]!);
  }
  return [...grams];
}

/** The text a hazard is searched by; equals the generated column of the same name. */
export const haystackOf = (h: { number: string; enterpriseName: string; description: string; place: string }): string =>
  `${h.number} ${h.enterpriseName} ${h.description} ${h.place}`.toLowerCase();

/** Overdue (逾期) is computed, never typed: the enterprise's clock runs and the due day has passed. The due day itself is in time. */
export const isOverdue = (h: { state: HazardState; dueOn: string | null }, today: string): boolean =>
  h.state === 'assigned' && h.dueOn !== null && h.dueOn < today;

/** Days past due, 0 when in time. */
export const overdueDays = (h: { state: HazardState; dueOn: string | null }, today: string): number =>
  isOverdue(h, today) ? daysBetween(h.dueOn as Day, today as Day) : 0;

/** Working days past due as the statutory calendar counts them, null when in time; a weekend past due is 0. */
export const overdueWorkdays = (
  h: { state: HazardState; dueOn: string | null },
  today: string,
  calendar: Calendar,
): number | null => (isOverdue(h, today) ? -workingDaysLeft(today as Day, h.dueOn as Day, calendar).days || 0 : null);

/** Origins by which an enterprise reports by itself (企业自主上报, 泽应急发〔2022〕63号 method). */
export const reportingOrigins: readonly HazardOrigin[] = ['self-check', 'enterprise-report'];

/** First day of the thirty within which an enterprise counts as reporting (近 30 日). */
export const reportingSince = (today: Day): Day => addDays(today, -30);
