import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Bar, DayText, Delta, Spark, StateWord } from '#kernel/ui';
import { targetText } from '../domain/progress.rule.ts';
import type { BoardTask } from './answers.ts';
import { barOf, stateTones, stateWord } from './board-view.ts';
import { FigureWords } from './FigureWords.tsx';

type Fill = { onFill?: (task: BoardTask) => void };

/** Heads of the columns, once a chapter. */
export function TaskHead(): ReactNode {
  return (
    <div className="pg-head" aria-hidden="true">
      <span>款</span>
      <span>任务</span>
      <span>责任主体</span>
      <span>进度</span>
      <span>近十二个月</span>
      <span>本周</span>
      <span>期限</span>
      <span>状态</span>
    </div>
  );
}

/** The bar and the figure; what nothing measures is a grey word, never a number. */
function Measure(props: { task: BoardTask }): ReactNode {
  const { task } = props;
  if (!task.figure) {
    // What it waits for takes the room of the figures; the state word beside it already says 未接入.
    return (
      <span className="pg-off" title={task.progress.sentence}>
        {task.progress.sentence.replace(/^未接入，/, '')}
      </span>
    );
  }
  const bar = barOf(task);
  return (
    <span className="pg-measure">
      {bar ? (
        <Bar
          bare
          title={`${task.title}进度`}
          value={bar.value}
          target={bar.target}
          late={task.progress.state === 'overdue'}
        />
      ) : null}
      <FigureWords task={task} />
      {task.figure.title && task.figure.title !== task.title ? (
        <span className="pg-counts" title="这个数指什么">
          {task.figure.title}
        </span>
      ) : null}
    </span>
  );
}

/** One task: what the notice asks, who, how far, since when, by when. */
export function TaskLine(props: { task: BoardTask } & Fill): ReactNode {
  const { task } = props;
  const { state, sentence } = task.progress;
  const title = task.text ?? task.title;
  const measured = task.figure !== null;
  return (
    <li className={measured ? 'pg-task' : 'pg-task pg-task-off'}>
      <div className="pg-what" title={`${task.asks}（目标：${targetText(task.target)}）`}>
        <span className="pg-name">
          {title}
          {task.textPending && props.onFill ? (
            <Button type="link" size="small" onClick={() => props.onFill?.(task)}>
              {task.text === null ? '补录' : '修改'}
            </Button>
          ) : null}
        </span>
        {measured ? <span className="zs-meta">{task.asks}</span> : null}
      </div>
      <span
        className="pg-owner-cell"
        title={`牵头 ${task.owner}${task.with.length ? `，配合 ${task.with.join('、')}` : ''}`}
      >
        {task.owner}
      </span>
      <Measure task={task} />
      {measured ? (
        <>
          <span className="pg-spark">
            {task.trend ? (
              <Spark
                title={task.figure?.title ?? task.title}
                months={task.trend.map((one) => ({ month: one.day.slice(0, 7), n: one.n }))}
              />
            ) : null}
          </span>
          <span className="pg-delta">
            {task.weekDelta ? (
              <Delta n={task.weekDelta} />
            ) : task.weekDelta === 0 ? (
              <span className="zs-meta">持平</span>
            ) : null}
          </span>
        </>
      ) : null}
      <DayText of={task.due} />
      <span title={sentence}>
        <StateWord word={stateWord(state)} tone={stateTones[state]} />
      </span>
    </li>
  );
}

/** Blank rows of a numbered list in one line; it unfolds, and whoever may writes them down. */
export function PendingLine(props: { list: { title: string }; tasks: readonly BoardTask[] } & Fill): ReactNode {
  const { list, tasks } = props;
  const first = tasks[0];
  const last = tasks.at(-1);
  if (!first || !last) return null;
  const numbers =
    first === last ? `第 ${String(first.list?.no)} 项` : `第 ${String(first.list?.no)} 至 ${String(last.list?.no)} 项`;
  return (
    <li className="pg-pending">
      <details>
        <summary className="pg-task pg-task-off">
          <span className="pg-name">
            {list.title}
            {numbers}
          </span>
          <span className="pg-owner-cell">{first.owner}</span>
          <span className="pg-off" title={first.asks}>
            {first.asks}（点开逐项看）
          </span>
          <DayText of={first.due} />
          <StateWord word={stateWord('pending-text')} tone="off" />
        </summary>
        <ul>
          {tasks.map((task) => (
            <li key={task.id}>
              <span>第 {task.list?.no} 项</span>
              <span className="zs-meta">正文待县局补录，暂不计数</span>
              {props.onFill ? (
                <Button type="link" size="small" onClick={() => props.onFill?.(task)}>
                  补录
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
