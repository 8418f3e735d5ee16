import type { ReactNode } from 'react';
import { useDaysLeft } from '#kernel/phone';
import { Clock, StateWord } from '#kernel/ui';
import { stateTones, timeTones } from '../domain/tones.ts';
import { stateWords, timeWords } from '../domain/words.ts';
import { type PhoneDuty, timeText } from './todo.ts';

/** Where it stands. */
export const DutyState = ({ of }: { of: PhoneDuty }): ReactNode => (
  <StateWord word={stateWords[of.state]} tone={stateTones[of.state]} />
);

/** 时限情况 on the phone's day. */
export function DutyTime({ of, today }: { of: PhoneDuty; today: string }): ReactNode {
  const time = timeText(of, today);
  return <StateWord word={timeWords[time]} tone={timeTones[time]} />;
}

/** The running clock: that of the mending once it was sent back; none once it was handed in. */
export function DutyClock({ of, today }: { of: PhoneDuty; today: string }): ReactNode {
  const left = useDaysLeft();
  if (of.state !== 'owed' && of.state !== 'returned') return <Clock due={null} done={`期限 ${of.dueOn}`} />;
  const due = of.state === 'returned' ? (of.redoBy ?? of.dueOn) : of.dueOn;
  return <Clock due={due} left={left(due)} today={today} />;
}
