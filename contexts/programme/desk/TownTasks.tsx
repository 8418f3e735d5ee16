import type { ReactNode } from 'react';
import { Empty, Pane, To, useMe } from '#kernel/ui';
import type { BoardTask } from './answers.ts';
import { byTown, type TownCell, townCell } from './board-view.ts';
import { FigureWords } from './FigureWords.tsx';

function Cell({ of: { n, path, of } }: { of: TownCell }): ReactNode {
  return (
    <span className="zs-among">
      <To path={path}>{n}</To>
      {of ? <>/{of.path ? <To path={of.path}>{of.text}</To> : of.text}</> : null}
    </span>
  );
}

/** Towns × measured tasks; the ground of a cell is deep where much of that task is left, each column for itself. */
export function TownTasks(props: { tasks: readonly BoardTask[] }): ReactNode {
  const { county, actor } = useMe();
  const tasks = byTown(props.tasks);
  const towns = county.towns.filter((town) => actor.scope !== 'town' || town.code === actor.town);
  return (
    <Pane flush title="镇 × 任务" note="只列已接入指标的任务；颜色越深，剩得越多；点数字看明细">
      {tasks.length === 0 ? (
        <Empty title="没有可按镇比较的任务" hint="任务接入指标后，各镇的进度会列在这里。" />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <div className="zs-heat-box pg-towns" tabIndex={0} role="region" aria-label="各镇任务进度">
          <table className="zs-heat">
            <caption>各镇任务进度</caption>
            <thead>
              <tr>
                <th scope="col">镇</th>
                {tasks.map((task) => (
                  <th key={task.id} scope="col" title={`${task.clause} ${task.asks}`}>
                    <span className="pg-town-clause">{task.clause}</span>
                    {task.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {towns.map((town) => (
                <tr key={town.code}>
                  <th scope="row">{town.name}</th>
                  {tasks.map((task) => {
                    const cell = townCell(task, town.code);
                    return (
                      <td key={task.id} className={cell ? `zs-heat-${String(cell.step)}` : ''}>
                        {cell ? <Cell of={cell} /> : '--'}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">全县</th>
                {tasks.map((task) => (
                  <td key={task.id}>
                    <FigureWords task={task} />
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </Pane>
  );
}
