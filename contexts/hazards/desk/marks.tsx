import type { ReactNode } from 'react';
import { Clock, RiskMark, StateWord, useMe } from '#kernel/ui';
import { clockDay } from '../domain/steps.ts';
import { closeReasonWords, lookBackWords } from '../domain/words.ts';
import { levelMarks, levelWord, stateTones, stateWord } from './words.ts';

/** 重大 and 一般 in their colour and shape; what nobody judged yet is a quiet word. */
export function LevelMark(props: { level: string }): ReactNode {
  const mark = levelMarks[props.level];
  return mark ? (
    <RiskMark level={mark} word={levelWord(props.level)} />
  ) : (
    <span className="hz-quiet">{levelWord(props.level)}</span>
  );
}

/** State in the words of its own table. */
export function HazardState(props: { of: { state: string; loop: string; lookBackResult?: string | null } }): ReactNode {
  const { of: h } = props;
  const word = <StateWord word={stateWord(h)} tone={stateTones[h.state] ?? 'wait'} />;
  // Closed, and found to be open again: what the record says of itself must say so first.
  if (h.state !== 'closed' || h.lookBackResult !== 'fail') return word;
  return (
    <>
      {word} <StateWord word={`回头看${lookBackWords.fail}`} tone="late" />
    </>
  );
}

/** The clock of a hazard: the enterprise's while it mends, else that of the bureau's own step; closed says when and why. */
export function HazardClock(props: {
  of: {
    state: string;
    dueOn: string | null;
    stepDueOn?: string | null;
    closedOn?: string | null;
    closeReason?: string | null;
  };
  left: number | null;
  short?: boolean;
}): ReactNode {
  const { of: h, left } = props;
  const { today } = useMe();
  if (h.state === 'closed') {
    const why = h.closeReason ? closeReasonWords[h.closeReason as keyof typeof closeReasonWords] : '';
    return <Clock due={null} done={h.closedOn ? `${h.closedOn} ${why || '已销号'}` : '已销号'} />;
  }
  if (clockDay(h)) return <Clock due={clockDay(h)} left={left} today={today} short={props.short ?? false} />;
  return h.dueOn ? <Clock due={null} done={`整改期限 ${h.dueOn}`} /> : null;
}
