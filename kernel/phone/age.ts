const MINUTE = 60_000;

/** How long ago, in words: 刚刚, 12 分钟前, 3 小时前, 2 天前. */
export function ageText(at: string, nowMs: number): string {
  const minutes = Math.floor((nowMs - Date.parse(at)) / MINUTE);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes} 分钟前`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} 小时前`;
  return `${Math.floor(minutes / 1440)} 天前`;
}

/** Bytes in words: 812 KB, 3.4 MB. */
export const bytesText = (n: number): string =>
  n < 1024 * 1024
    ? `${Math.max(1, Math.round(n / 1024))} KB`
    : n < 1024 ** 3
      ? `${(n / 1024 ** 2).toFixed(1)} MB`
      : `${(n / 1024 ** 3).toFixed(1)} GB`;

/** What to tell of a thrown thing: its own words when they are Chinese, else `otherwise`. A library's English reaches nobody. */
export const sayError = (error: unknown, otherwise: string): string =>
  error instanceof Error && /[\u4e00-\u9fff]/.test(error.message) ? error.message : otherwise;
