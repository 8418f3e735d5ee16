import type { ReactNode } from 'react';
import { numberText } from '../text.tsx';

/** A figure against its target as a thin bar; what nothing measures yet says so in grey (未接入). */
export function Bar(props: {
  title: string;
  value: number | null | undefined;
  target: number | null | undefined;
  unit?: string;
  /** Past its day and short of the target. */
  late?: boolean;
  /** Only the bar, no words beside it. */
  bare?: boolean;
}): ReactNode {
  const { value, target, unit = '' } = props;
  if (value === null || value === undefined) return <span className="zs-bar-off">未接入</span>;
  const share = target ? Math.max(0, Math.min(1, value / target)) : value > 0 ? 1 : 0;
  const words = `${numberText(value)}${target === null || target === undefined ? '' : ` / ${numberText(target)}`}${unit}`;
  return (
    <span className={props.late ? 'zs-bar zs-bar-late' : 'zs-bar'}>
      <span
        className="zs-bar-track"
        role="meter"
        aria-label={props.title}
        aria-valuemin={0}
        aria-valuemax={target ?? Math.max(value, 1)}
        aria-valuenow={Math.min(value, target ?? value)}
        aria-valuetext={words}
      >
        <i style={{ width: `${String(share * 100)}%` }} />
      </span>
      {props.bare ? null : <span className="zs-bar-words">{words}</span>}
    </span>
  );
}
