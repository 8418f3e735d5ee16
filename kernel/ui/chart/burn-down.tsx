import { type ReactNode, useEffect, useRef, useState } from 'react';
import { To } from '../address.tsx';
import { numberText } from '../text.tsx';

/** Drawn in real pixels, so that its words keep the theme's size at any width. */
const frame = { height: 260, left: 48, right: 16, top: 16, bottom: 28 } as const;
const firstWidth = 720;
const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Round steps of the count axis, at most five lines, from 0 to at least `most`. */
export function countSteps(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, i) => i * step);
}

/** How many should be open on a day if the work went evenly from `from` (with `first` open) to zero on `due`. */
export function idealOpen(first: number, from: string, due: string, day: string): number {
  const whole = at(due) - at(from);
  if (whole <= 0) return 0;
  return Math.max(0, Math.min(first, first * (1 - (at(day) - at(from)) / whole)));
}

const monthStarts = (from: string, due: string): string[] => {
  const days: string[] = [];
  const first = new Date(at(from));
  for (let m = first.getUTCMonth() + 1; days.length < 36; m += 1) {
    const day = new Date(Date.UTC(first.getUTCFullYear(), m, 1)).toISOString().slice(0, 10);
    if (day > due) break;
    days.push(day);
  }
  return days;
};

/** What the curve says today, in words. */
function standing(now: number, gap: number, over: boolean, unit: string): string {
  if (now === 0) return '已清零';
  if (over) return `期限已过，尚有 ${numberText(now)} ${unit}未销号`;
  return gap > 0 ? `比匀速进度多 ${numberText(gap)} ${unit}` : '不慢于匀速进度';
}

/** Open items falling to zero by the due day: what is, the even line, and today (清零图). Its table twin carries every figure. */
export function BurnDown(props: {
  title: string;
  points: readonly { day: string; open: number }[];
  from: string;
  due: string;
  today: string;
  /** Where the even line starts instead of the first day: an action first finds what it then closes. */
  peak?: { day: string; open: number } | undefined;
  unit?: string;
  path?: string;
}): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const [width, setWidth] = useState(firstWidth);
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      // A hidden tab measures 0; it keeps the width it had.
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    if (figure.current) watch.observe(figure.current);
    return () => watch.disconnect();
  }, []);
  const box = { ...frame, width };
  const unit = props.unit ?? '条';
  const points = props.points.filter((p) => p.day >= props.from && p.day <= props.today);
  const first = points[0]?.open ?? 0;
  const now = points.at(-1)?.open ?? first;
  const peak = props.peak ?? { day: props.from, open: first };
  const evenly = (day: string) => idealOpen(peak.open, peak.day, props.due, day);
  // biome-ignore lint/complexity/useMathMinMax: days are text, the later one is the greater word
  const last = props.today > props.due ? props.today : props.due;
  const steps = countSteps(Math.max(first, ...points.map((p) => p.open)));
  const top = steps.at(-1) as number;
  const span = Math.max(dayMs, at(last) - at(props.from));
  const x = (day: string) => box.left + ((at(day) - at(props.from)) / span) * (box.width - box.left - box.right);
  const y = (n: number) => box.height - box.bottom - (n / top) * (box.height - box.top - box.bottom);
  // Counts hold until the next change, so the line is drawn in steps.
  const line = points
    .map((p, i) =>
      i === 0 ? `M${x(p.day).toFixed(1)} ${y(p.open).toFixed(1)}` : `H${x(p.day).toFixed(1)}V${y(p.open).toFixed(1)}`,
    )
    .join('');
  const toToday = points.length ? `${line}H${x(props.today).toFixed(1)}` : '';
  const gap = Math.round(now - evenly(props.today));
  const words = standing(now, gap, props.today > props.due, unit);
  return (
    <figure className="zs-burn" ref={figure}>
      <figcaption>
        <b>{props.title}</b>
        <span>
          现有 {props.path ? <To path={props.path}>{numberText(now)}</To> : numberText(now)} {unit}，{words}
        </span>
        <button type="button" className="zs-to zs-no-print" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看数'}
        </button>
      </figcaption>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <div className="zs-burn-table" tabIndex={0} role="region" aria-label={`${props.title}逐日数据`}>
          <table className="zs-plain">
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">未销号</th>
                <th scope="col">匀速应有</th>
              </tr>
            </thead>
            <tbody>
              {points.map((p) => (
                <tr key={p.day}>
                  <th scope="row">{p.day}</th>
                  <td>{numberText(p.open)}</td>
                  <td>{p.day < peak.day ? '--' : numberText(Math.round(evenly(p.day)))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <svg
          viewBox={`0 0 ${String(box.width)} ${String(box.height)}`}
          role="img"
          aria-label={`${props.title}：自 ${props.from} 的 ${numberText(first)} ${unit}，至今 ${numberText(now)} ${unit}，${words}；期限 ${props.due}`}
        >
          {steps.map((n) => (
            <g key={n}>
              <line className="zs-burn-grid" x1={box.left} x2={box.width - box.right} y1={y(n)} y2={y(n)} />
              <text className="zs-burn-n" x={box.left - 8} y={y(n) + 4}>
                {numberText(n)}
              </text>
            </g>
          ))}
          {monthStarts(props.from, last).map((day) => (
            <g key={day}>
              <line
                className="zs-burn-tick"
                x1={x(day)}
                x2={x(day)}
                y1={box.height - box.bottom}
                y2={box.height - box.bottom + 4}
              />
              <text className="zs-burn-day" x={x(day)} y={box.height - 8}>
                {`${String(Number(day.slice(5, 7)))}月`}
              </text>
            </g>
          ))}
          <line className="zs-burn-ideal" x1={x(peak.day)} y1={y(peak.open)} x2={x(props.due)} y2={y(0)} />
          <line className="zs-burn-due" x1={x(props.due)} x2={x(props.due)} y1={box.top} y2={box.height - box.bottom} />
          <text className="zs-burn-word" x={x(props.due) - 6} y={box.top + 12} textAnchor="end">
            期限 {props.due}
          </text>
          {toToday ? <path className="zs-burn-open" d={toToday} /> : null}
          <line
            className="zs-burn-today"
            x1={x(props.today)}
            x2={x(props.today)}
            y1={box.top}
            y2={box.height - box.bottom}
          />
          <text className="zs-burn-word zs-burn-today-word" x={x(props.today) + 6} y={box.top + 12}>
            今天
          </text>
          {points.length ? <circle className="zs-burn-dot" cx={x(props.today)} cy={y(now)} r="4" /> : null}
        </svg>
      )}
    </figure>
  );
}
