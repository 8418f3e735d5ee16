import type { ReactNode } from 'react';
import { Bar, PrintArea, StateWord } from '#kernel/ui';
import type { ProgressState } from '../domain/progress.rule.ts';
import type { Board, BoardTask } from './answers.ts';
import { barOf, type ChapterView, figureText, progressStates, stateTones, stateWord } from './board-view.ts';

/** The whole notice on one sheet of A3 for the meeting: seen only on paper. */
export function BoardSheet(props: {
  board: Board;
  chapters: readonly ChapterView[];
  counts: Readonly<Record<ProgressState, number>>;
}): ReactNode {
  const { board } = props;
  return (
    <div className="pg-sheet" aria-hidden="true">
      <PrintArea size="A3" landscape>
        <header className="pg-sheet-head">
          <h1>
            {board.document.number} {board.document.title}
          </h1>
          <p>
            {board.document.issuer} 作战图，{board.today}：共 {board.tasks.length} 项任务，
            {progressStates.map((state) => `${stateWord(state)} ${String(props.counts[state])}`).join('，')}
          </p>
        </header>
        <div className="pg-sheet-columns">
          {props.chapters.map(({ chapter, clauses }) => (
            <section key={chapter.id}>
              <h2>
                {chapter.id}、{chapter.title}
              </h2>
              {clauses.map(({ clause, lines }) => (
                <div key={clause.id} className="pg-sheet-clause">
                  <h3>
                    {clause.id} {clause.heading}
                  </h3>
                  {lines.map((line) =>
                    line.kind === 'task' ? (
                      <SheetLine key={line.task.id} task={line.task} />
                    ) : (
                      <p key={line.tasks[0]?.id} className="pg-sheet-line pg-sheet-off">
                        <span>{line.list.title}</span>
                        <span />
                        <span>{line.tasks.length} 项</span>
                        <span />
                        <StateWord word={stateWord('pending-text')} tone="off" />
                      </p>
                    ),
                  )}
                </div>
              ))}
            </section>
          ))}
        </div>
      </PrintArea>
    </div>
  );
}

function SheetLine(props: { task: BoardTask }): ReactNode {
  const { task } = props;
  const bar = barOf(task);
  const { state } = task.progress;
  return (
    <p className={task.figure ? 'pg-sheet-line' : 'pg-sheet-line pg-sheet-off'}>
      <span>{task.text ?? task.title}</span>
      <span>
        {bar ? <Bar bare title={task.title} value={bar.value} target={bar.target} late={state === 'overdue'} /> : null}
      </span>
      <span>{figureText(task)}</span>
      <span>{task.due.slice(5)}</span>
      <StateWord word={stateWord(state)} tone={stateTones[state]} />
    </p>
  );
}
