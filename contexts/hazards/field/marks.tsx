import type { ReactNode } from 'react';
import { todayIn } from '#kernel';
import { useDaysLeft, usePhone } from '#kernel/phone';
import { Clock, RiskMark, StateWord } from '#kernel/ui';
import { clockDay } from '../domain/steps.ts';
import { levelWords } from '../domain/words.ts';
import { isOpen, type PhoneHazard, stateText } from './todo.ts';

/** Level by colour, shape and word; 未判定 is a quiet word. */
export function LevelMark(props: { level: string }): ReactNode {
  if (props.level === 'major') return <RiskMark level="red" word={levelWords.major} />;
  if (props.level === 'general') return <RiskMark level="yellow" word={levelWords.general} />;
  return <span className="zf-meta">{levelWords.unjudged}</span>;
}

/** State in the words of its own table. */
export function HazardState(props: { of: PhoneHazard }): ReactNode {
  const { state } = props.of;
  return (
    <StateWord word={stateText(props.of)} tone={!isOpen(props.of) ? 'done' : state === 'assigned' ? 'doing' : 'wait'} />
  );
}

/** The running clock, the enterprise's or that of the bureau's own step, or nothing. */
export function HazardClock(props: { of: PhoneHazard }): ReactNode {
  const left = useDaysLeft();
  const { now } = usePhone();
  const due = clockDay(props.of);
  return due ? <Clock due={due} left={left(due)} today={todayIn(now())} /> : null;
}
