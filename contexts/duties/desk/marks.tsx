import type { ReactNode } from 'react';
import { Clock, StateWord, useMe } from '#kernel/ui';
import { stateTones, timeTones } from '../domain/tones.ts';
import { type OwedState, stateWords, type TimeState, timeWords } from '../domain/words.ts';

/** Where an instance stands. */
export const OwedStateWord = ({ state }: { state: string }): ReactNode => (
  <StateWord word={stateWords[state as OwedState] ?? state} tone={stateTones[state as OwedState] ?? 'wait'} />
);

/** 时限情况; with the days it is or was late. */
export const TimeWord = ({ time, late }: { time: TimeState; late?: number | null }): ReactNode => (
  <StateWord word={late ? `${timeWords[time]} ${late} 日` : timeWords[time]} tone={timeTones[time]} />
);

/** What of an instance its clock shows. */
export interface Clocked {
  state: string;
  time: TimeState;
  dueOn: string;
  redoBy?: string | null;
}

/** The clock of an instance: its own while nothing was handed in, that of the mending once it was sent back; else how it came. */
export function OwedClock(props: { of: Clocked; left: (due: string | null) => number | null }): ReactNode {
  const { of } = props;
  const { today } = useMe();
  if (of.state === 'returned')
    return <Clock due={of.redoBy ?? null} left={props.left(of.redoBy ?? null)} today={today} short />;
  if (of.state === 'owed' && of.time !== 'late')
    return <Clock due={of.dueOn} left={props.left(of.dueOn)} today={today} short />;
  return <Clock due={null} done={`期限 ${of.dueOn}`} />;
}
