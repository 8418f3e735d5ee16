import { Button, Radio } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Failed, Figure, Figures, Pane } from '#kernel/ui';
import { type ImportReport, markedUrl, problemsUrl, type SaidOfNames } from './import-file.ts';

const verdictWords = { create: '新增', change: '更新', unchanged: '未变' } as const;
const shown = (value: string | number | null): string => (value === null || value === '' ? '（空）' : String(value));

/** How many of the questions have an answer that holds. */
const answeredOf = (report: ImportReport, { sameName, sameNameRest }: SaidOfNames): number =>
  sameNameRest === 'new'
    ? report.questionCount
    : sameNameRest === 'same'
      ? report.questionCount -
        report.questionsOfSeveral +
        sameName.filter(({ row }) => report.questions.some((q) => q.row === row && q.registered.length > 1)).length
      : sameName.length;

/** 系统读作: every value that was understood of a new row, every change of a registered one. */
function Understood({ report }: { report: ImportReport }): ReactNode {
  const good = report.willCreate + report.willChange + report.unchanged;
  const more = good > report.sample.length ? `，先列 ${report.sample.length} 行，全部见下载的原表` : '';
  return (
    <details open={report.problems.length === 0}>
      <summary>
        每行读作什么（通过的 {good} 行{more}）
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <div className="rg-scroll" tabIndex={0} role="region" aria-label="每行读作什么">
        <table className="zs-plain">
          <tbody>
            {report.sample.map((line) => (
              <tr key={line.row}>
                <td>第 {line.row} 行</td>
                <td>{verdictWords[line.verdict]}</td>
                <td>{line.name}</td>
                <td>
                  {line.verdict === 'create'
                    ? line.values.map(({ title, value }) => `${title}：${value}`).join('；')
                    : line.changes.map((c) => `${c.title}：${shown(c.before)} → ${shown(c.after)}`).join('；') ||
                      line.uscc}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** 同名待确认: one answer a row, or one for all. */
function Namesakes(props: { report: ImportReport; said: SaidOfNames; say: (said: SaidOfNames) => void }): ReactNode {
  const { report, said, say } = props;
  const answer = (row: number, person: string | null) =>
    say({
      sameName: [...said.sameName.filter((one) => one.row !== row), { row, person }],
      sameNameRest: said.sameNameRest,
    });
  const chosen = (q: ImportReport['questions'][number]): string | undefined => {
    const own = said.sameName.find(({ row }) => row === q.row);
    if (own) return own.person ?? 'new';
    if (said.sameNameRest === 'new') return 'new';
    return said.sameNameRest === 'same' && q.registered.length === 1 ? q.registered[0]?.id : undefined;
  };
  const all = (sameNameRest: SaidOfNames['sameNameRest']) => say({ sameName: [], sameNameRest });
  const more = report.questionCount > report.questions.length ? `，先列 ${report.questions.length} 行` : '';
  return (
    <section aria-label="同名待确认">
      <p className="zs-row">
        <span>
          {report.questionCount} 行与本企业已登记的人员同名、电话不同{more}。不回答的行不导入。
        </span>
        <Button size="small" onClick={() => all('same')}>
          全部是同一人
        </Button>
        <Button size="small" onClick={() => all('new')}>
          全部是另一人
        </Button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <div className="rg-scroll" tabIndex={0} role="region" aria-label="同名清单">
        <table className="zs-plain">
          <tbody>
            {report.questions.map((q) => (
              <tr key={q.row}>
                <td>第 {q.row} 行</td>
                <td>
                  {q.name}（电话 {q.phone ?? '未填'}，{q.post}）
                </td>
                <td>{q.enterprise}</td>
                <td>
                  <Radio.Group
                    aria-label={`第 ${q.row} 行 ${q.name}`}
                    value={chosen(q)}
                    onChange={(event) =>
                      answer(q.row, event.target.value === 'new' ? null : (event.target.value as string))
                    }
                    options={[
                      ...q.registered.map(({ id, is }) => ({ value: id, label: `同一人，更新（已登记：${is}）` })),
                      { value: 'new', label: '另一人，新增' },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** 核对结果: what will be done, what is wrong, what must be asked, and how each row was understood. */
export function Report(props: {
  report: ImportReport;
  busy: boolean;
  failed: Error | null;
  write: (said: SaidOfNames) => void;
  readSheet: (name: string) => void;
  drop: () => void;
}): ReactNode {
  const { report } = props;
  const [said, setSaid] = useState<SaidOfNames>({ sameName: [], sameNameRest: 'wait' });
  const answered = answeredOf(report, said);
  const passed = report.willCreate + report.willChange + answered;
  const left = report.rejected + report.questionCount - answered;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <Pane title={`三、核对结果：“${report.fileName}”的工作表“${report.sheet}”共 ${report.total} 行`}>
      <div className="zs-col" ref={top}>
        {report.otherSheets.length > 0 ? (
          <p className="zs-row">
            <span className="zs-meta">同样表头的还有：</span>
            {report.otherSheets.map(({ name, rows }) => (
              <Button key={name} size="small" onClick={() => props.readSheet(name)}>
                改读“{name}”（{rows} 行）
              </Button>
            ))}
          </p>
        ) : null}
        <Figures>
          <Figure title="将新增" n={report.willCreate} unit="行" />
          <Figure title="将更新" n={report.willChange} unit="行" />
          <Figure title="未变" n={report.unchanged} unit="行" />
          <Figure title="未通过" n={report.rejected} unit="行" />
          {report.questionCount > 0 ? <Figure title="同名待确认" n={report.questionCount} unit="行" /> : null}
        </Figures>
        <p className="zs-row">
          <a className="zs-to" href={markedUrl(report.check)} download>
            下载原表（出错的单元格标红，末列写明问题，另附每行读作什么）
          </a>
          {report.rejected > 0 ? (
            <a className="zs-to" href={problemsUrl(report.check)} download>
              只下载未通过的行（改好后可直接再导入）
            </a>
          ) : null}
        </p>
        {report.questions.length > 0 ? <Namesakes report={report} said={said} say={setSaid} /> : null}
        {report.problems.length > 0 ? (
          <section aria-label="问题">
            <p>
              {report.problemCount} 处问题或提示
              {report.problemCount > report.problems.length ? `，先列 ${report.problems.length} 处` : ''}
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
            <div className="rg-scroll" tabIndex={0} role="region" aria-label="问题清单">
              <table className="zs-plain">
                <thead>
                  <tr>
                    <th scope="col">行</th>
                    <th scope="col">列</th>
                    <th scope="col">填的是</th>
                    <th scope="col">允许</th>
                    <th scope="col">说明</th>
                  </tr>
                </thead>
                <tbody>
                  {report.problems.map((p) => (
                    <tr key={`${p.row} ${p.column} ${p.message}`}>
                      <td>{p.row}</td>
                      <td>{p.column}</td>
                      <td>{p.value || '（空）'}</td>
                      <td>{p.allowed}</td>
                      <td>{p.level === 'warning' ? `提示：${p.message}` : p.message}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        ) : null}
        {report.sample.length > 0 ? <Understood report={report} /> : null}
        {props.failed ? <Failed error={props.failed} /> : null}
        <p className="zs-row">
          <Button type="primary" disabled={passed === 0} loading={props.busy} onClick={() => props.write(said)}>
            {left > 0 ? `只导入通过的 ${passed} 行` : `导入 ${passed} 行`}
          </Button>
          <Button onClick={props.drop}>放弃</Button>
          {passed === 0 ? <span className="zs-meta">没有可导入的行</span> : null}
        </p>
      </div>
    </Pane>
  );
}
