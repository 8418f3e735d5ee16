import type { ReactNode } from 'react';

/** A day as the papers write it, `--` for nothing. */
export function DayText(props: { of: string | null | undefined }): ReactNode {
  return <span className="zs-tab-figures">{props.of || '--'}</span>;
}

const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** An instant (ISO 8601) as `2022-03-14 09:26:53` Beijing time; unreadable or absent → `--`. */
export function instantText(iso: string | null | undefined, seconds = true): string {
  if (!iso) return '--';
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '--';
  const text = beijing.format(at).replace('T', ' ');
  return seconds ? text : text.slice(0, 16);
}

/** An instant in Beijing time, `--` for none. */
export function InstantText(props: { of: string | null | undefined; seconds?: boolean }): ReactNode {
  return <span className="zs-tab-figures">{instantText(props.of, props.seconds ?? false)}</span>;
}

/** A number with thousands marks; nothing → `--`. */
export function numberText(n: number | string | null | undefined, digits?: number): string {
  if (n === null || n === undefined || n === '' || Number.isNaN(Number(n))) return '--';
  return Number(n).toLocaleString(
    'zh-CN',
    digits === undefined
      ? { maximumFractionDigits: 4 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits },
  );
}

/** A number with thousands marks and its unit. */
export function NumberText(props: {
  n: number | string | null | undefined;
  digits?: number;
  unit?: string;
}): ReactNode {
  const text = numberText(props.n, props.digits);
  return (
    <span className="zs-tab-figures">
      {text}
      {props.unit && text !== '--' ? <span className="zs-unit">{props.unit}</span> : null}
    </span>
  );
}
