import type { ReactNode } from 'react';
import { Pane, To } from '#kernel/ui';
import type { Campaign } from '../domain/notice.ts';
import type { BoardTask } from './answers.ts';
import type { ChapterView, ClauseView } from './board-view.ts';
import { PendingLine, TaskHead, TaskLine } from './TaskLine.tsx';

type Fill = { onFill?: (task: BoardTask) => void };

/** One chapter of the notice with its clauses in order. */
export function ChapterPane(
  props: { view: ChapterView; campaigns: readonly Campaign[]; today: string } & Fill,
): ReactNode {
  const { chapter, clauses } = props.view;
  return (
    <Pane flush title={`${chapter.id}、${chapter.title}`} note={chapter.says}>
      <TaskHead />
      {clauses.map((view) => (
        <Clause
          key={view.clause.id}
          view={view}
          campaigns={props.campaigns.filter((one) => one.clause === view.clause.id)}
          {...(props.onFill ? { onFill: props.onFill } : {})}
        />
      ))}
    </Pane>
  );
}

/** `二(一)` → `（一）`: inside its chapter a clause is called by its own number. */
const ownNumber = (id: string): string => `（${/\((.+)\)/.exec(id)?.[1] ?? id}）`;

function Clause(props: { view: ClauseView; campaigns: readonly Campaign[] } & Fill): ReactNode {
  const { clause, lines } = props.view;
  return (
    <section className="pg-clause" aria-label={`${clause.id} ${clause.heading}`}>
      <header>
        <h3>
          <span>{ownNumber(clause.id)}</span>
          {clause.heading}
        </h3>
        {props.campaigns.map((campaign) => (
          <To key={campaign.id} path={`/programme/campaigns/${campaign.id}`}>
            专项行动：{campaign.title}
          </To>
        ))}
      </header>
      <ul>
        {lines.map((line) =>
          line.kind === 'task' ? (
            <TaskLine key={line.task.id} task={line.task} {...(props.onFill ? { onFill: props.onFill } : {})} />
          ) : (
            <PendingLine
              key={line.tasks[0]?.id}
              list={line.list}
              tasks={line.tasks}
              {...(props.onFill ? { onFill: props.onFill } : {})}
            />
          ),
        )}
        {lines.length === 0 ? <li className="pg-excused">{clause.excused ?? '本款没有列出任务'}</li> : null}
      </ul>
    </section>
  );
}
