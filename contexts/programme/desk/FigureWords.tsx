import type { ReactNode } from 'react';
import { To } from '#kernel/ui';
import type { BoardTask } from './answers.ts';
import { figureParts } from './board-view.ts';

/** A task's figure; each number opens exactly the rows it counts. */
export function FigureWords(props: { task: Pick<BoardTask, 'target' | 'figure'> }): ReactNode {
  const { task } = props;
  if (!task.figure) return '--';
  const parts = figureParts(task);
  if (!parts) return <span className="zs-meta">暂无记录</span>;
  const { of } = parts;
  return (
    <span className="zs-among">
      {parts.before}
      <To path={parts.rows} title={`${task.figure.title}：打开这 ${parts.n} 项`}>
        {parts.n}
      </To>
      {of ? (
        <>
          {' / '}
          {of.whole ? (
            <To path={of.whole} title={`打开全部 ${of.text} 项`}>
              {of.text}
            </To>
          ) : (
            of.text
          )}
        </>
      ) : null}
      {parts.after}
    </span>
  );
}
