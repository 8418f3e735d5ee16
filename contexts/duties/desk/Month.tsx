import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Day } from '#kernel';
import { To, useAsk } from '#kernel/ui';
import { monthAfter, monthText, weeksOf } from '../domain/month.ts';
import type { OfEnterprise } from './answers.ts';
import './duties.css';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];
const tone = (row: OfEnterprise['rows'][number]): string =>
  row.time === 'missed' ? 'du-day-late' : row.state === 'accepted' || row.state === 'handed-in' ? 'du-day-done' : '';

/** 月历: what is due on which day of a month. */
export function Month({ enterprise, today }: { enterprise: string; today: Day }): ReactNode {
  const [month, setMonth] = useState<Day>(today);
  const weeks = weeksOf(month);
  const answer = useAsk<OfEnterprise>('duties.of-enterprise', {
    enterprise,
    from: weeks[0]![0]!,
    to: weeks.at(-1)![6]!,
  });
  const rows = answer.data?.rows ?? [];
  const of = (day: Day) => rows.filter((row) => row.dueOn === day);
  return (
    <div className="zs-col">
      <div className="du-month-head">
        <Button onClick={() => setMonth(monthAfter(month, -1))} aria-label="上一月">
          ‹
        </Button>
        <b aria-live="polite">{monthText(month)}</b>
        <Button onClick={() => setMonth(monthAfter(month, 1))} aria-label="下一月">
          ›
        </Button>
        <Button type="text" onClick={() => setMonth(today)}>
          今天
        </Button>
        {answer.isFetching ? <span className="zs-meta">读取中…</span> : null}
      </div>
      <table className="du-month">
        <caption className="zs-unseen">{monthText(month)}到期的事项</caption>
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
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td
                  key={day}
                  className={day.slice(0, 7) === month.slice(0, 7) ? '' : 'du-day-other'}
                  {...(day === today ? { 'aria-current': 'date' as const } : {})}
                >
                  <span className="du-day-n">{Number(day.slice(8))}</span>
                  {of(day).map((row) => (
                    <To key={row.id} path={`/duties/${row.id}`} className={`du-day ${tone(row)}`} title={row.title}>
                      {row.title}
                    </To>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
