import type { ReactNode } from 'react';
import { To } from './address.tsx';
import { numberText } from './text.tsx';

/** A number that opens its rows: every figure is a link to the ledger that proves it. */
export function Figure(props: {
  n: number | null | undefined;
  title: string;
  unit?: string;
  path?: string;
  /** Instead of a path: narrows the ledger on this page. */
  onOpen?: () => void;
  chosen?: boolean;
  tone?: 'late';
  /** Change over the week. */
  delta?: number | null;
  note?: ReactNode;
}): ReactNode {
  const late = props.tone === 'late' && (props.n ?? 0) > 0;
  const inside = (
    <>
      <span className="zs-figure-title">{props.title}</span>
      <span className="zs-figure-n">
        {numberText(props.n)}
        {props.unit && props.n !== null && props.n !== undefined ? <span className="zs-unit">{props.unit}</span> : null}
        {props.delta ? <Delta n={props.delta} /> : null}
      </span>
      {props.note ? <span className="zs-figure-note">{props.note}</span> : null}
    </>
  );
  const looks = `zs-figure${late ? ' zs-figure-late' : ''}${props.chosen ? ' zs-figure-chosen' : ''}`;
  if (props.path)
    return (
      <To className={looks} path={props.path}>
        {inside}
      </To>
    );
  if (props.onOpen)
    return (
      <button type="button" className={looks} onClick={props.onOpen} aria-pressed={props.chosen ?? false}>
        {inside}
      </button>
    );
  return <span className={looks}>{inside}</span>;
}

/** Change against a week ago, with its sign. */
export function Delta(props: { n: number }): ReactNode {
  return (
    <span className="zs-delta" title="与一周前相比">
      {props.n > 0 ? '+' : '−'}
      {numberText(Math.abs(props.n))}
    </span>
  );
}

/** Figures side by side. */
export function Figures(props: { children: ReactNode }): ReactNode {
  return <div className="zs-figures">{props.children}</div>;
}
