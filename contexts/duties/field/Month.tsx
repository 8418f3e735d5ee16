import { type ReactNode, useState } from 'react';
import type { Day } from '#kernel';
import { Block, Nothing } from '#kernel/phone';
import { monthAfter, monthText, weeksOf } from '../domain/month.ts';
import { DutyRow } from './Line.tsx';
import { type PhoneDuty, timeText } from './todo.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];
/** Months of the kept list before and after this one. */
const [BACK, ON] = [1, 12];

const toneOf = (rows: readonly PhoneDuty[], today: string): string => {
  if (rows.length === 0) return '';
  if (rows.some((row) => timeText(row, today) === 'missed')) return 'df-day-late';
  return rows.every((row) => row.state === 'accepted' || row.state === 'handed-in') ? 'df-day-done' : 'df-day-due';
};

/** 月历: how much falls due on each day, and the chosen day's below. */
export function MonthView({ duties, today }: { duties: readonly PhoneDuty[]; today: Day }): ReactNode {
  const [shift, setShift] = useState(0);
  const [chosen, setChosen] = useState<string>(today);
  const month = monthAfter(today, shift);
  const dueOf = (row: PhoneDuty) => (row.state === 'returned' ? (row.redoBy ?? row.dueOn) : row.dueOn);
  const of = (day: string) =>
    duties.filter((row) => dueOf(row) === day && row.state !== 'ended' && row.state !== 'excused');
  const rows = of(chosen);
  return (
    <>
      <Block>
        <div className="df-month-head">
          <button type="button" aria-label="上一月" disabled={shift <= -BACK} onClick={() => setShift(shift - 1)}>
            ‹
          </button>
          <b aria-live="polite">{monthText(month)}</b>
          <button type="button" aria-label="下一月" disabled={shift >= ON} onClick={() => setShift(shift + 1)}>
            ›
          </button>
        </div>
        <table className="df-month">
          <thead>
            <tr>
              {weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(month).map((week) => (
              <tr key={week[0]}>
                {week.map((day) => {
                  const due = of(day);
                  const other = day.slice(0, 7) === month.slice(0, 7) ? '' : ' df-day-other';
                  return (
                    <td key={day}>
                      <button
                        type="button"
                        className={`df-day ${toneOf(due, today)}${other}`}
                        aria-pressed={day === chosen}
                        {...(day === today ? { 'aria-current': 'date' as const } : {})}
                        onClick={() => setChosen(day)}
                      >
                        <span>{Number(day.slice(8))}</span>
                        <i>{due.length > 0 ? `${due.length} 件` : ''}</i>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="zf-meta">本机存有前一个月到后一年的事项，更早、更晚的在电脑端查。</p>
      </Block>
      {rows.length > 0 ? (
        <Block title={`${chosen} 到期`} note={`${rows.length} 件`}>
          <ul>
            {rows.map((row) => (
              <DutyRow key={row.id} of={row} today={today} />
            ))}
          </ul>
        </Block>
      ) : (
        <Nothing title={`${chosen} 没有到期的事项`} />
      )}
    </>
  );
}
