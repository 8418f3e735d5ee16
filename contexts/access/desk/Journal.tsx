import { type ReactNode, useMemo } from 'react';
import { type AnswerOf, wasOffline } from '#kernel';
import {
  Asked,
  Facts,
  fromShape,
  InstantText,
  instantText,
  LedgerPage,
  Pane,
  type RecordPlace,
  To,
  useAsk,
  useBrought,
  useMay,
} from '#kernel/ui';
import { roleWord } from '../domain/words.ts';
import { type ActRow, actLedger } from '../ledgers.ts';
import type { actQuery } from '../queries/acts.ts';
import type { clockQuery } from '../queries/clock.ts';

type Act = AnswerOf<typeof actQuery>;
const ops = { create: '新建', change: '变更', remove: '移除' } as const;

/** Values as a reader knows them: text as it is, days and numbers plainly, lists and objects as their text. */
const shown = (value: unknown): string =>
  typeof value === 'string'
    ? /^\d{4}-\d\d-\d\dT/.test(value)
      ? instantText(value)
      : value
    : typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

function useRecords(): ReadonlyMap<string, RecordPlace> {
  const places = useBrought<RecordPlace>((module) => module.records ?? []);
  return useMemo(() => new Map(places.map((one) => [one.kind, one])), [places]);
}

/** One act: who, when, from where in the chain, and what it wrote. */
function Inside(props: { entry: string }): ReactNode {
  const act = useAsk<Act>('access.act', { entry: props.entry });
  const records = useRecords();
  return (
    <Asked of={act} rows={6}>
      {(one) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '办理人', value: `${one.actor}${roleWord(one.role) ? `（${roleWord(one.role)}）` : ''}` },
              { title: '办理时间', value: <InstantText of={one.at} /> },
              { title: '设备时间', value: one.observedAt ? <InstantText of={one.observedAt} /> : '--' },
              { title: '办理方式', value: wasOffline(one) ? '离线办理，联网后补传' : '联网办理' },
              { title: '事项代码', value: one.command },
              { title: '封存', value: one.seq === null ? '等待封存' : `第 ${String(one.seq)} 条，${one.mark ?? ''}` },
              { title: '留痕编号', value: one.entry, wide: true },
            ]}
          />
          {one.changes.length === 0 ? <p className="zs-meta">这次办理没有改动业务数据。</p> : null}
          {one.changes.map((change) => {
            const place = records.get(change.kind);
            return (
              <Pane
                key={`${change.id} ${String(change.version)}`}
                title={`${ops[change.op]}${change.label}`}
                note={`第 ${String(change.version)} 版`}
                acts={place ? <To path={place.path(change.id)}>打开{place.title}</To> : null}
                flush
              >
                <table className="zs-plain">
                  <tbody>
                    {change.wrote.map((one) => (
                      <tr key={one.column}>
                        <th scope="row">{one.title}</th>
                        <td className="zs-wrap">{shown(one.value)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Pane>
            );
          })}
        </div>
      )}
    </Asked>
  );
}

/** A clock that was set back puts new acts before old ones: said above them, until it is right again. */
function ClockTold(): ReactNode {
  const may = useMay('access.clock');
  const clock = useAsk<AnswerOf<typeof clockQuery>>('access.clock', {}, { enabled: may, every: 60_000 });
  const behind = clock.data?.behind;
  if (!behind) return null;
  return (
    <p className="zs-act-refused" role="alert">
      服务器时钟为 <InstantText of={behind.now} />
      ，早于最近一次办理的 <InstantText of={behind.newest} />
      ：时钟被调慢，新办事项会排在旧事项之前，期限也会算错。请管理员校准服务器的系统时间。
    </p>
  );
}

/** The audit desk (留痕): person × day × act × subject, each act with what it changed. */
export default function Journal(): ReactNode {
  const records = useRecords();
  const shape = useMemo(
    () =>
      fromShape(
        actLedger,
        {
          kind: {
            render: ({ kind, subject }) => {
              const place = kind ? records.get(kind) : undefined;
              return place && subject ? <To path={place.path(subject)}>{place.title}</To> : '--';
            },
          },
        },
        {
          q: { hint: '办理人、办理事项' },
          kind: { options: [...records.values()].map(({ kind, title }) => ({ value: kind, label: title })) },
        },
      ),
    [records],
  );
  return (
    <LedgerPage<ActRow>
      {...shape}
      noun="留痕"
      unit="条"
      rowTitle={(row) => `${row.actor} ${row.sentence}`}
      drawer={(row) => <Inside entry={row.id} />}
      empty={{ title: '还没有留痕', hint: '每一次办理都会记在这里，封存后不能改动。' }}
      rollUp={() => <ClockTold />}
      exports
    />
  );
}
