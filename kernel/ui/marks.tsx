import type { ReactNode } from 'react';
import { DayText, numberText } from './text.tsx';

/** The four risk colours; each has its own shape so that it reads without colour. */
export type Level = 'red' | 'orange' | 'yellow' | 'blue';

const levels: Readonly<Record<Level, { word: string; shape: ReactNode }>> = {
  red: { word: '重大', shape: <path d="M6 0 12 6 6 12 0 6Z" /> },
  orange: { word: '较大', shape: <path d="M6 0.5 12 11.5H0Z" /> },
  yellow: { word: '一般', shape: <path d="M1 1H11V11H1Z" /> },
  blue: { word: '低', shape: <circle cx="6" cy="6" r="5.5" /> },
};

/** Risk as word + shape + colour, never as a large fill. */
export function RiskMark(props: { level: Level; word?: string }): ReactNode {
  const { word, shape } = levels[props.level];
  return (
    <span className={`zs-risk zs-risk-${props.level}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {shape}
      </svg>
      {props.word ?? word}
    </span>
  );
}

/** Meaning of a state word: waiting, being worked on, done, late (red: overdue only), off. */
export type Tone = 'wait' | 'doing' | 'done' | 'late' | 'off';

/** A state as word and shape; red only when late. */
export function StateWord(props: { word: string; tone?: Tone }): ReactNode {
  return (
    <span className={`zs-word zs-word-${props.tone ?? 'wait'}`}>
      <i aria-hidden="true" />
      {props.word}
    </span>
  );
}

/** Words of a running clock: `left` in working days, negative when past. */
export function clockWords(left: number): string {
  if (left < 0) return `逾期 ${numberText(-left)} 个工作日`;
  if (left === 0) return '今天到期';
  return `还剩 ${numberText(left)} 个工作日`;
}

/** A deadline in working days with the day itself. */
export function Clock(props: {
  due: string | null | undefined;
  left?: number | null | undefined;
  done?: string;
}): ReactNode {
  if (props.done) return <span className="zs-clock zs-clock-done">{props.done}</span>;
  if (!props.due || props.left === undefined || props.left === null) {
    return <span className="zs-clock">{props.due ? <DayText of={props.due} /> : '--'}</span>;
  }
  const tone = props.left < 0 ? 'late' : props.left <= 3 ? 'soon' : 'far';
  return (
    <span className={`zs-clock zs-clock-${tone}`}>
      <b>{clockWords(props.left)}</b>
      <span className="zs-clock-day">
        <DayText of={props.due} />
      </span>
    </span>
  );
}
