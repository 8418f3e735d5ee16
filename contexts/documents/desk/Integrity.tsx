import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import type { AnswerOf } from '#kernel';
import {
  Asked,
  Empty,
  Figure,
  Figures,
  InstantText,
  Page,
  Pane,
  type RecordPlace,
  To,
  useAsk,
  useBrought,
} from '#kernel/ui';
import { damageWords } from '../domain/words.ts';
import type { integrityQuery } from '../queries.ts';

type Integrity = AnswerOf<typeof integrityQuery>;
type DamagedRow = Integrity['rows'][number];
type Inspected = Integrity['inspections'][number];

/** Megabytes as people say them; less than one is said as such. */
const sizeText = (bytes: number): string => (bytes < 1_000_000 ? '不足 1 MB' : `${(bytes / 1_000_000).toFixed(1)} MB`);

/** What a file is evidence of, each record once, as a way there. */
function Proves(props: { of: DamagedRow['uses']; records: ReadonlyMap<string, RecordPlace> }): ReactNode {
  const ids = [...new Map(props.of.map((use) => [use.subjectId, use])).values()];
  if (ids.length === 0) return <span className="zs-meta">尚未用作证据</span>;
  return (
    <span className="zs-row">
      {ids.map((use) => {
        const place = props.records.get(use.subjectKind);
        return place ? (
          <To key={use.subjectId} path={place.path(use.subjectId)}>
            打开{place.title}
          </To>
        ) : (
          <span key={use.subjectId}>一份记录</span>
        );
      })}
    </span>
  );
}

function Damaged(props: { of: Integrity }): ReactNode {
  const places = useBrought<RecordPlace>((module) => module.records ?? []);
  const records = useMemo(() => new Map(places.map((one) => [one.kind, one])), [places]);
  const { rows, damaged } = props.of;
  if (rows.length === 0)
    return <Empty title="没有发现损坏的原件" hint="原件与上传时的内容摘要一致，才会作为证据出示。" />;
  return (
    <>
      {damaged > rows.length ? <p className="zs-meta">先列 {rows.length} 份</p> : null}
      <table className="zs-plain">
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">问题</th>
            <th scope="col">发现</th>
            <th scope="col">最近核验</th>
            <th scope="col">证明</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.sha256}>
              <td className="zs-wrap">
                {row.name} <span className="zs-meta">校验 {row.sha256.slice(0, 8)}</span>
              </td>
              <td>{damageWords[row.what]}</td>
              <td>
                <InstantText of={row.foundAt} />
              </td>
              <td>
                <InstantText of={row.seenAt} />
              </td>
              <td>
                <Proves of={row.uses} records={records} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const stateOf = (one: Inspected): ReactNode =>
  one.endedAt ? (
    <>
      完成于 <InstantText of={one.endedAt} />
    </>
  ) : (
    <>
      进行中，最近进展 <InstantText of={one.seenAt} />
    </>
  );

function Inspections(props: { of: readonly Inspected[] }): ReactNode {
  if (props.of.length === 0) return <Empty title="还没有核验过" hint="每夜一时起逐一核验；停机错过的，启动后补做。" />;
  return (
    <table className="zs-plain">
      <thead>
        <tr>
          <th scope="col">开始</th>
          <th scope="col">进展</th>
          <th scope="col">核验</th>
          <th scope="col">损坏</th>
        </tr>
      </thead>
      <tbody>
        {props.of.map((one) => (
          <tr key={one.id}>
            <td>
              <InstantText of={one.beganAt} />
            </td>
            <td>{stateOf(one)}</td>
            <td>
              {one.files} 份，{sizeText(one.bytes)}
            </td>
            <td>{one.damaged} 份</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 到期销毁: the latest originals that were kept long enough, and by whose rule they went. */
function Retired(props: { of: Integrity['retired'] }): ReactNode {
  const { rows, files } = props.of;
  if (rows.length === 0)
    return <Empty title="没有销毁过原件" hint="保管期限由县局定；没有办结的、没有写到的、规则待核实的，从不销毁。" />;
  return (
    <>
      {files > rows.length ? <p className="zs-meta">先列最近 {rows.length} 份</p> : null}
      <table className="zs-plain">
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">办结</th>
            <th scope="col">期满</th>
            <th scope="col">销毁</th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="zs-wrap">
                {row.name} <span className="zs-meta">摘要 {row.sha256.slice(0, 8)}</span>
              </td>
              <td>{row.endedOn}</td>
              <td>{row.dueOn}</td>
              <td>
                <InstantText of={row.at} />
              </td>
              <td className="zs-wrap">{row.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Backups = NonNullable<Integrity['backups']>;
const byWords = { clock: '定时备份', hand: '命令行备份' } as const;

/** Whether a backup can be trusted, in a line. */
const triedOf = ({ fault, tried, by }: Backups['last'][number]): string =>
  fault ??
  (tried
    ? `已试恢复：${tried.entries} 条留痕、${tried.files} 个文件`
    : by === 'hand'
      ? '没有试恢复：在另一台机器上恢复一次，才知道能用'
      : '没有试恢复');

/** 备份: when the last one was made, where it lies, and whether it was tried by restoring it. */
function BackupsMade(props: { of: Integrity['backups']; store: string | null }): ReactNode {
  const { of, store } = props;
  const apart = store ? <p className="zs-meta">证据原件在 {store}，不在备份里，须由对象存储自己另行保护。</p> : null;
  if (of === null || of.elsewhere)
    return (
      <>
        <Empty title="数据库由其管理员备份" hint="平台不备份自有的 PostgreSQL；数据目录的 files 文件夹也须另行备份。" />
        {apart}
      </>
    );
  return (
    <>
      {of.last.length === 0 ? (
        <Empty title="还没有备份" hint="在服务器上设 ZEAN_BACKUP_KEEP 即每天备份并试恢复；方法见运维手册。" />
      ) : (
        <table className="zs-plain">
          <thead>
            <tr>
              <th scope="col">最近一次</th>
              <th scope="col">时间</th>
              <th scope="col">放在</th>
              <th scope="col">大小</th>
              <th scope="col">核验</th>
            </tr>
          </thead>
          <tbody>
            {of.last.map((one) => (
              <tr key={one.by}>
                <td>{byWords[one.by]}</td>
                <td>
                  <InstantText of={one.endedAt} />
                </td>
                <td className="zs-wrap">{one.file}</td>
                <td>{sizeText(one.bytes)}</td>
                <td className="zs-wrap">{triedOf(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {of.planned ? null : <p className="zs-meta">没有开定时备份。</p>}
      {apart}
    </>
  );
}

/** 证据核验: which originals no longer are what came in and what they prove, and how the nightly inspections went; what was retired; the last backups. */
export default function IntegrityPage(): ReactNode {
  const integrity = useAsk<Integrity>('documents.integrity');
  return (
    <Page
      acts={
        <Button onClick={() => void integrity.refetch()} loading={integrity.isFetching}>
          刷新
        </Button>
      }
      title="证据核验"
      note="每夜逐一重算全部原件的内容摘要。损坏的原件不再出示，请从备份恢复到数据目录的 files 文件夹；恢复后下一次查看或核验时自动解除。"
    >
      <Asked of={integrity}>
        {(answer) => (
          <>
            <Figures>
              <Figure title="证据文件" n={answer.files} unit="份" />
              <Figure title="原件损坏" n={answer.damaged} unit="份" />
              <Figure title="到期销毁" n={answer.retired.files} unit="份" />
            </Figures>
            <Pane title="损坏的原件" flush>
              <Damaged of={answer} />
            </Pane>
            <Pane title="备份">
              <BackupsMade of={answer.backups} store={answer.store} />
            </Pane>
            <Pane title="到期销毁" flush>
              <Retired of={answer.retired} />
            </Pane>
            <Pane title="近期核验" flush>
              <Inspections of={answer.inspections} />
            </Pane>
          </>
        )}
      </Asked>
    </Page>
  );
}
