import { asDay, type Day } from './day.ts';

/** China Standard Time has had no summer time since 1991-09-15: from 1992 the offset is eight hours, without a time-zone table. */
const eightHours = 8 * 3_600_000;
const fixedSince = 694_195_200_000; // 1992-01-01 00:00 +08:00
const shanghai = 'Asia/Shanghai';
const instantShape = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Milliseconds of an ISO 8601 instant that carries `Z` or an offset. Throws a RangeError with a Chinese sentence otherwise. */
export function millisecondsOf(instant: string): number {
  const parts = instantShape.exec(instant);
  const at = parts && asDay(parts[1]) && Number(parts[2]) < 24 ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at))
    throw new RangeError(`时刻“${instant}”不正确：应为带时区的 ISO 8601 时间，如 2022-03-14T08:00:00Z`);
  return at;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dayIn(at: number, zone: string): Day {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return `${String(parts.year).padStart(4, '0')}-${parts.month}-${parts.day}` as Day;
}

/** The calendar day at `instant` (ISO 8601 with offset) in `zone`. The clock is always an argument. */
export function todayIn(instant: string, zone: string = shanghai): Day {
  const at = millisecondsOf(instant);
  if (zone !== shanghai || at < fixedSince) return dayIn(at, zone);
  return new Date(at + eightHours).toISOString().slice(0, 10) as Day;
}

/** An instant as people here read it: `YYYY-MM-DD HH:mm:ss` in China Standard Time (+08:00), seconds cut, not rounded. */
export function instantText(iso: string): string {
  return new Date(millisecondsOf(iso) + eightHours).toISOString().slice(0, 19).replace('T', ' ');
}

/** How much later than the device says the server may hear of an act made online: a slow line, a clock a little wrong. */
const ONLINE_WITHIN_MS = 120_000;

/**
 * Whether an act was made without signal and sent later (离线办理): the device says it was made well before the server took it. A device
 * always says its time; only a difference makes it offline.
 */
export const wasOffline = (act: { at: string; observedAt: string | null }): boolean =>
  act.observedAt !== null && millisecondsOf(act.at) - millisecondsOf(act.observedAt) > ONLINE_WITHIN_MS;
