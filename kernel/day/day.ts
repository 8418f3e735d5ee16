/**
 * Day (日): a calendar day written `YYYY-MM-DD`. A branded string, never a JS Date: a day has no zone and no hour, compares
 * with `<` and sorts as text, and is the same on the phone, on the server and in the database.
 */
declare const dayBrand: unique symbol;
export type Day = string & { readonly [dayBrand]: 'Day' };

/** 0 = Sunday … 6 = Saturday, as in most calendars. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a year of the Gregorian calendar has 366 days. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month; `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day written in `text`, or null when it is not a real day of the years 0001–9999. */
export function asDay(text: unknown): Day | null {
  if (typeof text !== 'string') return null;
  const parts = shape.exec(text);
  if (!parts) return null;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const date = Number(parts[3]);
  if (year < 1 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  return text as Day;
}

/** The day written in `text`. Throws a RangeError with a Chinese sentence when it is not a real day. */
export function day(text: string): Day {
  const found = asDay(text);
  if (found === null) throw new RangeError(`日期“${text}”不正确：应写成 YYYY-MM-DD，且是真实存在的一天`);
  return found;
}

/** Whether a value is a real calendar day written `YYYY-MM-DD`. */
export function isDay(text: unknown): text is Day {
  return asDay(text) !== null;
}

// Day ↔ serial number (0 = 1970-01-01) by the civil-calendar algorithm: shift the year to begin in March, so that the leap
// day is the last day of its year and months have a closed formula. Exact for every day of the proleptic calendar.
function toSerial(of: Day): number {
  const month = Number(of.slice(5, 7));
  const year = Number(of.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(of.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function fromSerial(serial: number): Day {
  const z = serial + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return write(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  );
}

function write(year: number, month: number, date: number): Day {
  if (!(year >= 1 && year <= 9999)) throw new RangeError('日期超出可表示的范围（0001 年至 9999 年）');
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as Day;
}

function whole(n: number, what: string): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`${what}应为整数，不能是“${n}”`);
  return n;
}

/** The day `n` calendar days after `from` (before it, when `n` is negative). */
export function addDays(from: Day, n: number): Day {
  return fromSerial(toSerial(from) + whole(n, '天数'));
}

/**
 * The same date `n` months later; where that month has no such date, its last day (民法典 §202: 2022-01-31 + 1 month =
 * 2022-02-28). Years are 12 months.
 */
export function addMonths(from: Day, n: number): Day {
  const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + whole(n, '月数');
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return write(year, month, Math.min(Number(from.slice(8, 10)), daysInMonth(year, month)));
}

/** Calendar days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toSerial(to) - toSerial(from);
}

/** Day of the week, Sunday is 0. */
export function weekday(of: Day): Weekday {
  return ((((toSerial(of) + 4) % 7) + 7) % 7) as Weekday;
}

/** Month of a day as `YYYY-MM`. */
export function monthOf(of: Day): string {
  return of.slice(0, 7);
}

/** First day of the month of a day. */
export function firstOfMonth(of: Day): Day {
  return `${of.slice(0, 7)}-01` as Day;
}

/** Last day of the month of a day. */
export function lastOfMonth(of: Day): Day {
  const year = Number(of.slice(0, 4));
  const month = Number(of.slice(5, 7));
  return write(year, month, daysInMonth(year, month));
}

/** The first day of every month touched by `from`…`to`, both included; empty when `to` is before `from`. */
export function eachMonth(from: Day, to: Day): Day[] {
  const months: Day[] = [];
  for (let at = firstOfMonth(from); at <= to; at = addMonths(at, 1)) {
    months.push(at);
    if (at.startsWith('9999-12')) break;
  }
  return to < from ? [] : months;
}
