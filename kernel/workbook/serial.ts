/**
 * Excel's day numbers (日期序列号). 1900 system: 1 = 1900-01-01, and 60 is the 29th of February 1900 that never was, kept for
 * Lotus 1-2-3 (ECMA-376-1 §18.17.4.1, 2016); 1904 system: 0 = 1904-01-01. Cells carry wall-clock time without a zone.
 */
const dayMs = 86_400_000;
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31 in the 1900 system, the last day Excel shows. */
const lastSerial = 2_958_465;

/** Ledgers repeat the same few thousand days; formatting one costs more than everything else in a date cell. */
const formatted = new Map<number, string>();

function isoDay(ms: number): string {
  const known = formatted.get(ms);
  if (known !== undefined) return known;
  if (formatted.size > 20_000) formatted.clear();
  const day = new Date(ms).toISOString().slice(0, 10);
  formatted.set(ms, day);
  return day;
}

/**
 * A serial as `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ss` when it has a time of day, or `HH:mm:ss` when it is less than a day.
 * @returns null when the number is outside what Excel shows as a date.
 */
export function serialToDate(serial: number, date1904 = false): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > lastSerial + 0.99999) return null;
  // To the nearest second: 08:30 is stored as 0.354166666666667.
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const time = seconds % 86_400;
  const clock = [Math.floor(time / 3600), Math.floor((time % 3600) / 60), time % 60];
  const shown = clock.map((n) => String(n).padStart(2, '0')).join(':');
  if (!date1904 && serial < 1) return serial === 0 ? null : shown;
  if (date1904 && serial < 1 && serial > 0) return shown;
  if (!date1904 && days === 60) return null;
  const ms = date1904 ? epoch1904 + days * dayMs : epoch1900 + (days < 60 ? days + 1 : days) * dayMs;
  const day = isoDay(ms);
  return time === 0 ? day : `${day}T${shown}`;
}

/** `YYYY-MM-DD` (and seconds of the day) as a serial of the 1900 system, or null when there is no such day or before 1900. */
export function dayToSerial(day: string, seconds = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (isoDay(ms) !== day) return null;
  const days = Math.round((ms - epoch1900) / dayMs);
  const serial = days <= 60 ? days - 1 : days;
  return serial < 1 ? null : serial + seconds / 86_400;
}

/** Built-in formats that show dates or times; 27–36 and 50–58 are the Chinese locale's (ECMA-376-1 §18.8.30, 2016). */
export function isBuiltInDateFormat(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a custom format code shows a date or a time of day. Elapsed time like [h]:mm counts as a number. */
export function isDateFormat(code: string): boolean {
  const section = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\*./g, '');
  const first = section.split(';')[0] ?? '';
  if (/\[(h+|m+|s+)\]/i.test(first)) return false;
  const bare = first.replace(/\[[^\]]*\]/g, '').replace(/General|G\/通用格式/gi, '');
  return /[ymdhs]|aaa/i.test(bare);
}
