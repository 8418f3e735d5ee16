import type { ReactNode } from 'react';
import { numberText } from '../text.tsx';

/** Points of the line in a 96 × 24 box; months without a figure break it. */
export function sparkPath(values: readonly (number | null)[], width = 96, height = 24): string {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) return '';
  const top = Math.max(...known, 1);
  const low = Math.min(...known, 0);
  const step = values.length > 1 ? (width - 4) / (values.length - 1) : 0;
  let pen = 'M';
  return values
    .map((value, i) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const y = height - 2 - ((value - low) / (top - low || 1)) * (height - 4);
      const point = `${pen}${(2 + i * step).toFixed(1)} ${y.toFixed(1)}`;
      pen = 'L';
      return point;
    })
    .join('');
}

/** Twelve months as a tiny line; its words carry every figure. */
export function Spark(props: { title: string; months: readonly { month: string; n: number | null }[] }): ReactNode {
  const path = sparkPath(props.months.map((one) => one.n));
  const words = props.months.map((one) => `${one.month} ${numberText(one.n)}`).join('，');
  if (!path) return <span className="zs-bar-off">--</span>;
  return (
    <svg className="zs-spark" viewBox="0 0 96 24" role="img" aria-label={`${props.title}：${words}`}>
      <title>{`${props.title}：${words}`}</title>
      <path d={path} />
    </svg>
  );
}
