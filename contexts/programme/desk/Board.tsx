import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Button, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type ActForm,
  Asked,
  Empty,
  Figure,
  Figures,
  Page,
  To,
  useAddress,
  useAsk,
  useDo,
  useMay,
  useTabTitle,
} from '#kernel/ui';
import { owners } from '../domain/words.ts';
import { BoardSheet } from './BoardSheet.tsx';
import { type BoardFilter, chaptersOf, countStates, progressStates, stateWord } from './board-view.ts';
import { ChapterPane } from './ChapterPane.tsx';
import './board.css';
import type { Board as BoardAnswer, BoardTask } from './answers.ts';
import { TownTasks } from './TownTasks.tsx';

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** 作战图: the notice itself is the page; beside every task stands what the records say today. */
export default function Board(): ReactNode {
  const { search } = useAddress();
  const notice = one(search.notice);
  const board = useAsk<BoardAnswer>('programme.board', notice ? { notice } : {});
  return (
    <Asked of={board} rows={14}>
      {(answer) => <Inside board={answer} />}
    </Asked>
  );
}

/** The form that writes down a task the notice only names (补录任务文字). */
const fillForm = (task: BoardTask): ActForm => ({
  name: 'programme.fill-task',
  title: `补录：${task.title}`,
  submit: '保存',
  given: { task: task.id },
  start: { text: task.text ?? undefined },
  fields: [
    { place: 'text', title: '任务文字', kind: 'lines', need: true, max: 400, hint: '照下发的任务清单填写这一项的内容' },
  ],
  said: () => '已补录，作战图已更新',
  intro: `${task.clause} ${task.list ? `${task.list.title}第 ${String(task.list.no)} 项` : task.title}：${task.asks}`,
});

function Inside(props: { board: BoardAnswer }): ReactNode {
  const { board } = props;
  const { search, set } = useAddress();
  const mayFill = useMay('programme.fill-task');
  const doAct = useDo();
  useTabTitle(`作战图 ${String(board.document.year)}`);
  const by: BoardFilter = { owner: one(search.owner), state: one(search.state), clause: one(search.clause) };
  const towns = search.view === 'towns';
  const counts = countStates(board.tasks);
  const chapters = chaptersOf(board, by);
  return (
    <>
      <div className="zs-no-print">
        <Page
          title={`${board.document.number} 作战图`}
          note={board.document.title}
          acts={
            <>
              {board.notices.length > 1 ? (
                <Select
                  aria-label="年度通知"
                  value={board.document.id}
                  options={[...board.notices]
                    .reverse()
                    .map((notice) => ({ value: notice.id, label: `${String(notice.year)} 年 ${notice.number}` }))}
                  onChange={(notice) => set({ notice, clause: undefined })}
                />
              ) : null}
              <Select
                className="pg-owner"
                allowClear
                aria-label="责任主体"
                placeholder="责任主体"
                value={by.owner ?? null}
                options={owners.map((owner) => ({ value: owner, label: owner }))}
                onChange={(owner) => set({ owner: owner ?? undefined })}
              />
              <Segmented
                aria-label="看法"
                value={towns ? 'towns' : 'notice'}
                options={[
                  { value: 'notice', label: '按通知' },
                  { value: 'towns', label: '按镇' },
                ]}
                onChange={(view) => set({ view: view === 'towns' ? 'towns' : undefined })}
              />
              <Button icon={<PrinterOutlined />} onClick={() => print()}>
                打印 A3
              </Button>
            </>
          }
        >
          <Figures>
            <Figure
              title="全部任务"
              n={board.tasks.length}
              chosen={!by.state}
              onOpen={() => set({ state: undefined })}
            />
            {progressStates.map((state) => (
              <Figure
                key={state}
                title={stateWord(state)}
                n={counts[state]}
                chosen={by.state === state}
                {...(state === 'overdue' ? { tone: 'late' as const } : {})}
                onOpen={() => set({ state: by.state === state ? undefined : state })}
              />
            ))}
          </Figures>
          <div className="pg-strip">
            <span className="pg-title">
              {board.document.issuer} {board.document.issued} 印发，今天 {board.today}
            </span>
            {by.clause ? (
              <Button type="link" onClick={() => set({ clause: undefined })}>
                只看 {by.clause}，改看全部
              </Button>
            ) : null}
            <span className="zs-grow" />
            {board.campaigns.map((campaign) => (
              <To key={campaign.id} className="pg-campaign" path={`/programme/campaigns/${campaign.id}`}>
                <span className="zs-meta">专项行动</span> {campaign.title}{' '}
                <span className="zs-meta">至 {campaign.due}</span>
              </To>
            ))}
          </div>
          {towns ? (
            <TownTasks
              tasks={board.tasks.filter((task) =>
                chapters.some((view) =>
                  view.clauses.some(({ lines }) =>
                    lines.some((line) => line.kind === 'task' && line.task.id === task.id),
                  ),
                ),
              )}
            />
          ) : chapters.length === 0 ? (
            <Empty title="没有符合条件的任务" hint="可换一个责任主体或状态再看。" />
          ) : (
            chapters.map((view) => (
              <ChapterPane
                key={view.chapter.id}
                view={view}
                campaigns={board.campaigns}
                today={board.today}
                {...(mayFill ? { onFill: (task: BoardTask) => doAct(fillForm(task)) } : {})}
              />
            ))
          )}
        </Page>
      </div>
      <BoardSheet board={board} chapters={chaptersOf(board, {})} counts={counts} />
    </>
  );
}
