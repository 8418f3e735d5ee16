import { type ReactNode, useMemo } from 'react';
import { type Calendar, type Day, todayIn, workingDaysLeft } from '#kernel';
import { useKept, usePhone } from '#kernel/phone';
import { Clock, RiskMark, StateWord } from '#kernel/ui';
import type { CalendarShown } from '#law-catalogue';
import { clockDay } from '../domain/steps.ts';
import { levelWords } from '../domain/words.ts';
import { kept } from './kept-names.ts';
import { isOpen, type PhoneHazard, stateText } from './todo.ts';

/** Working days left until a day by the kept statutory calendar; null without one. */
export function useDaysLeft(): (due: string | null) => number | null {
  const { me, now } = usePhone();
  const row = useKept<CalendarShown>(me.actor.account, kept.calendar);
  const calendar = useMemo<Calendar | null>(() => {
    if (!row) return null;
    const { from, to, holidays, makeUpDays } = row.value;
    return {
      from: from as Day,
      to: to as Day,
      holidays: new Set(holidays as Day[]),
      makeUpDays: new Set(makeUpDays as Day[]),
    };
  }, [row]);
  return (due) => (calendar && due ? workingDaysLeft(todayIn(now()), due as Day, calendar).days : null);
}

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
