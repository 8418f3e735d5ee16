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

/** Where a due day stands to today. */
export type Standing = 'late' | 'today' | 'ahead';
const standingOf = (due: string, today: string): Standing => (due < today ? 'late' : due === today ? 'today' : 'ahead');

/** Words of a running clock: `left` in working days, negative when past. A weekend between the two days counts none. */
export function clockWords(left: number, standing: Standing): string {
  if (standing === 'late') return left === 0 ? '已逾期' : `逾期 ${numberText(-left)} 个工作日`;
  if (standing === 'today') return '今天到期';
  return left === 0 ? '还剩不足 1 个工作日' : `还剩 ${numberText(left)} 个工作日`;
}

/** A deadline in working days with the day itself: the one clock, in lists, drawers and on the phone. */
export function Clock(props: {
  due: string | null | undefined;
  left?: number | null | undefined;
  /** YYYY-MM-DD; with `left`. */
  today?: string;
  done?: string;
  /** In a table: a day of this year goes without it. */
  short?: boolean;
}): ReactNode {
  const { due, left, today } = props;
  if (props.done) return <span className="zs-clock zs-clock-done">{props.done}</span>;
  if (!due || left === undefined || left === null || !today) {
    return <span className="zs-clock">{due ? <DayText of={due} /> : '--'}</span>;
  }
  const standing = standingOf(due, today);
  const tone = standing === 'late' ? 'late' : left <= 3 ? 'soon' : 'far';
  return (
    <span className={`zs-clock zs-clock-${tone}`}>
      <b>{clockWords(left, standing)}</b>
      <span className="zs-clock-day">
        {props.short && due.slice(0, 4) === today.slice(0, 4) ? due.slice(5) : <DayText of={due} />}
      </span>
    </span>
  );
}
