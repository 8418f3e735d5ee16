import type { ReactNode } from 'react';
import { checkedWords, todayIn, wasOffline } from '#kernel';
import {
  Asked,
  EvidenceSheet,
  type Fact,
  InstantText,
  PrintArea,
  RecordPage,
  type RecordSection,
  Timeline,
  type TimelineEntry,
  To,
  useAddress,
  useAsk,
  useMay,
  useTownName,
  useWorkingDaysLeft,
} from '#kernel/ui';
import { lives } from '../domain/lives.ts';
import { owesWords, proofWords, reviewerWords, verdictWords } from '../domain/words.ts';
import type { OwedRecord } from './answers.ts';
import { useDutyForms } from './forms.tsx';
import { OwedClock, OwedStateWord, TimeWord } from './marks.tsx';
import './duties.css';

/** One thing that is owed: what, why, by when, with what; what was handed in and how it was judged. */
export default function Owed(): ReactNode {
  const { params } = useAddress();
  const record = useAsk<OwedRecord>('duties.record', { id: params.id as string });
  return (
    <Asked of={record} rows={10}>
      {(answer) => <Inside record={answer} />}
    </Asked>
  );
}

const storyOf = (lines: OwedRecord['timeline']): TimelineEntry[] =>
  lines.map((line) => ({
    id: line.entry,
    who: line.actor,
    at: line.at,
    did: line.sentence,
    ...(wasOffline(line) ? { note: '离线办理，联网后补传' } : {}),
    ...(line.mark ? { mark: line.mark } : {}),
  }));

function factsOf({ owed: o, note }: OwedRecord, owner: ReactNode, town: string): Fact[] {
  return [
    { title: owesWords[o.owedBy], value: owner },
    { title: '镇', value: town },
    { title: '所属期', value: o.period },
    { title: '可办理日', value: o.opensOn },
    { title: '期限', value: o.dueOn },
    { title: '时限情况', value: <TimeWord time={o.time} late={o.late} /> },
    { title: '审核单位', value: reviewerWords[o.reviewer] },
    { title: '证明材料', value: o.proof.map((one) => proofWords[one as keyof typeof proofWords]).join('、') },
    { title: '应交什么', value: o.what, wide: true },
    { title: '为什么适用', value: `${o.why}（${o.appliesOn} 起）`, wide: true },
    {
      title: '依据',
      value: `${o.cites.join('、')}${o.checked === 'verified' ? '' : `（${checkedWords[o.checked]}）`}`,
      wide: true,
    },
    ...(note ? [{ title: '说明', value: note, wide: true }] : []),
    ...(o.state === 'excused'
      ? [
          {
            title: '免办',
            value: `到 ${o.excusedUntil}，${o.excusedByName}批准：${o.excuseReason}`,
            wide: true,
          },
        ]
      : []),
    ...(o.state === 'ended' ? [{ title: '不再适用', value: o.endedWhy, wide: true }] : []),
    ...(o.state === 'returned' ? [{ title: '补正期限', value: o.redoBy }] : []),
  ];
}

function HandIns({ handIns }: Pick<OwedRecord, 'handIns'>): ReactNode {
  return (
    <div className="zs-col">
      {handIns.map((one) => (
        <article key={one.id} className="du-hand-in">
          <p>
            <b>{one.material.handedInByName}</b> <InstantText of={one.material.handedInAt} /> 上报
            {todayIn(one.material.handedInAt) === one.handedInOn ? '' : `（离线办理，按 ${one.handedInOn} 计）`}，反映{' '}
            {one.material.representsFrom === one.material.representsTo
              ? one.material.representsFrom
              : `${one.material.representsFrom} 至 ${one.material.representsTo}`}
          </p>
          <p>{one.material.note}</p>
          {one.photos.length > 0 ? (
            <EvidenceSheet
              photos={one.photos.map((photo) => ({
                sha: photo.sha256,
                note: photo.note ?? photo.name ?? '材料',
                at: photo.capturedAt ?? photo.at,
                ...(photo.byName ? { by: photo.byName } : {}),
              }))}
            />
          ) : null}
          {one.verdict ? (
            <p className="zs-meta">
              {verdictWords[one.verdict]}：{one.judgedByName}
              {one.verdictNote ? `，${one.verdictNote}` : ''}
              {one.redoBy ? `；${one.redoBy} 前补正` : ''}
            </p>
          ) : (
            <p className="zs-meta">还没有审核</p>
          )}
        </article>
      ))}
    </div>
  );
}

function sectionsOf(record: OwedRecord): RecordSection[] {
  const { handIns, urgings } = record;
  return [
    {
      key: 'hand-ins',
      title: '上报与审核',
      children: handIns.length > 0 ? <HandIns handIns={handIns} /> : <p className="zs-meta">还没有上报过</p>,
    },
    ...(urgings.length > 0
      ? [
          {
            key: 'urgings',
            title: '催办',
            children: (
              <ul className="zs-plain-list">
                {urgings.map((one) => (
                  <li key={one.id}>
                    <InstantText of={one.urgedAt} /> {one.urgedByName}
                    {one.note ? `：${one.note}` : ''}
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ];
}

function Inside({ record }: { record: OwedRecord }): ReactNode {
  const { owed: o, can } = record;
  const townName = useTownName();
  const left = useWorkingDaysLeft();
  const forms = useDutyForms();
  const mayFile = useMay('registry.enterprise');
  const owner =
    o.enterprise && mayFile ? (
      <>
        <To path={`/enterprises/${o.enterprise}`}>{o.enterpriseName}</To>
        {o.person ? ` ${o.ownerName}` : ''}
      </>
    ) : (
      o.ownerName
    );
  return (
    <PrintArea size="A4">
      <RecordPage
        number={o.period}
        name={o.title}
        state={<OwedStateWord state={o.state} />}
        clock={<OwedClock of={o} left={left} />}
        facts={factsOf(record, owner, o.town ? townName(o.town) : '')}
        can={can}
        acts={forms(o)}
        primary={lives.usual(o, can)}
        more={[{ title: '打印', run: () => print() }]}
        sections={sectionsOf(record)}
        timeline={<Timeline entries={storyOf(record.timeline)} />}
      />
    </PrintArea>
  );
}
