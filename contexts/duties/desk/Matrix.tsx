import { Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { rowsAt } from '#kernel';
import {
  Asked,
  Batch,
  Empty,
  Page,
  Pane,
  To,
  useAddress,
  useAsk,
  useChosen,
  useMe,
  useOpen,
  useTownName,
  useTownOptions,
  writeSearch,
} from '#kernel/ui';
import { dutyMoves } from '../domain/moves/index.ts';
import { timeWords } from '../domain/words.ts';
import { owedLedger } from '../ledgers.ts';
import type { MatrixAnswer } from './answers.ts';
import { batchActs } from './forms.tsx';
import './duties.css';

type Cell = MatrixAnswer['rows'][number]['cells'][string];
const marks: Readonly<Record<Cell['time'], string>> = {
  missed: '逾',
  due: '待',
  upcoming: '·',
  late: '迟',
  done: '✓',
  free: '免',
};
const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));

/** 谁该办什么: enterprise × duty; what is missed is urged in one act for a selection. */
export default function Matrix(): ReactNode {
  const { search } = useAddress();
  const me = useMe();
  const open = useOpen();
  const towns = useTownOptions();
  const asked = {
    town: one(search.town),
    q: one(search.q),
    missed: one(search.missed) === '1',
    after: one(search.after),
  };
  const go = (change: Partial<Record<'town' | 'q' | 'missed' | 'after', string | undefined>>) => {
    const next = { ...search, after: undefined, ...change };
    open(
      `/duties/matrix${writeSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as never)}`,
    );
  };
  const answer = useAsk<MatrixAnswer>('duties.matrix', {
    ...(asked.town ? { town: asked.town } : {}),
    ...(asked.q ? { q: asked.q } : {}),
    ...(asked.missed ? { missed: true } : {}),
    ...(asked.after ? { after: asked.after } : {}),
  });
  return (
    <Page
      title="谁该办什么"
      note="一行一家企业，一列一项，点开是那一件；列头的红数是全部逾期"
      acts={
        <>
          <Input.Search
            allowClear
            defaultValue={asked.q}
            placeholder="企业名称"
            aria-label="企业名称"
            className="du-search"
            onSearch={(q) => go({ q: q.trim() || undefined })}
          />
          {me.actor.scope === 'county' ? (
            <Select
              allowClear
              value={asked.town || undefined}
              placeholder="镇"
              aria-label="镇"
              className="du-town"
              options={[...towns]}
              onChange={(town: string | undefined) => go({ town })}
            />
          ) : null}
          <Checkbox checked={asked.missed} onChange={(event) => go({ missed: event.target.checked ? '1' : undefined })}>
            只看有逾期的
          </Checkbox>
        </>
      }
    >
      <Asked of={answer} rows={12}>
        {(given) => <Table key={JSON.stringify(asked)} given={given} go={go} paged={asked.after !== ''} />}
      </Asked>
    </Page>
  );
}

interface Chosen {
  id: string;
  version: number;
  title: string;
}

function Table(props: {
  given: MatrixAnswer;
  go: (change: { after?: string | undefined }) => void;
  paged: boolean;
}): ReactNode {
  const { given, go } = props;
  const me = useMe();
  const townName = useTownName();
  const chosen = useChosen();
  const acts = useMemo(() => batchActs<Chosen>(me.today, dutyMoves.urge.command), [me.today]);
  const shown = given.duties.filter((duty) => given.rows.some((row) => row.cells[duty.id]));
  const missed = (row: MatrixAnswer['rows'][number]): Chosen[] =>
    shown.flatMap((duty) => {
      const cell = row.cells[duty.id];
      return cell?.time === 'missed' && cell.open
        ? [{ id: cell.id, version: cell.version, title: `${row.name} ${duty.title}` }]
        : [];
    });
  const rows = given.rows.filter((row) => chosen.has(row.enterprise)).flatMap(missed);
  const able = given.rows.filter((row) => missed(row).length > 0);
  if (given.rows.length === 0) return <Empty title="没有符合条件的企业" hint="换一个镇或名称再看。" />;
  return (
    <>
      <Pane
        title="企业"
        note={`共 ${given.total} 家；逾 = 逾期未报，待 = 办理期内，迟 = 迟报，✓ = 按期，· = 未到办理期，免 = 不计时限`}
        flush
        acts={
          able.length > 0 ? (
            <Checkbox
              checked={chosen.size > 0 && chosen.size === able.length}
              indeterminate={chosen.size > 0 && chosen.size < able.length}
              onChange={(event) =>
                chosen.all(
                  able.map((row) => row.enterprise),
                  event.target.checked,
                )
              }
            >
              选本页有逾期的 {able.length} 家
            </Checkbox>
          ) : null
        }
      >
        <div className="du-wide">
          <table className="zs-plain du-matrix">
            <thead>
              <tr>
                <th scope="col">企业</th>
                <th scope="col">镇</th>
                <th scope="col">逾期</th>
                {shown.map((duty) => (
                  <th key={duty.id} scope="col" className="du-matrix-duty" title={duty.title}>
                    <span>{duty.title}</span>
                    {duty.missed > 0 ? (
                      <To path={rowsAt(owedLedger, { obligation: [duty.id], missed: true })} className="du-missed">
                        {duty.missed}
                      </To>
                    ) : null}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {given.rows.map((row) => (
                <tr key={row.enterprise}>
                  <th scope="row">
                    <Checkbox
                      aria-label={`选择 ${row.name}`}
                      disabled={missed(row).length === 0}
                      checked={chosen.has(row.enterprise)}
                      onChange={(event) => chosen.choose(row.enterprise, event.target.checked)}
                    />{' '}
                    <To path={`/enterprises/${row.enterprise}`}>{row.name}</To>
                  </th>
                  <td>{townName(row.town)}</td>
                  <td className="zs-tab-figures">
                    {row.missed > 0 ? (
                      <To path={rowsAt(owedLedger, { enterprise: row.enterprise, missed: true })} className="du-missed">
                        {row.missed}
                      </To>
                    ) : (
                      0
                    )}
                  </td>
                  {shown.map((duty) => {
                    const cell = row.cells[duty.id];
                    return (
                      <td key={duty.id} className="du-cell">
                        {cell ? (
                          <To
                            path={`/duties/${cell.id}`}
                            className={`du-mark du-mark-${cell.time}`}
                            title={`${duty.title}：${timeWords[cell.time]}，期限 ${cell.dueOn}`}
                          >
                            {marks[cell.time]}
                          </To>
                        ) : null}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Batch<Chosen> rows={rows} acts={acts} unit="件" titleOf={(row) => row.title} onClear={chosen.clear} />
      </Pane>
      <div className="du-pages">
        {props.paged ? <Button onClick={() => go({ after: undefined })}>回到第一页</Button> : null}
        {given.next ? <Button onClick={() => go({ after: given.next ?? undefined })}>下一页</Button> : null}
      </div>
    </>
  );
}
