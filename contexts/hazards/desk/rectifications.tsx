import type { ReactNode } from 'react';
import { EvidenceSheet, type Fact, Facts, InstantText, type RecordSection } from '#kernel/ui';
import { rectificationWords } from '../domain/words.ts';
import type { HazardRecord } from './answers.ts';
import { sheetPhotos } from './evidence.ts';

type Rectification = HazardRecord['rounds']['rectifications'][number];

const at = (instant: string | null): ReactNode => (instant ? <InstantText of={instant} /> : null);

function factsOf(one: Rectification): Fact[] {
  const told: (Fact | null)[] = [
    one.rectifiedAt ? { title: '完成时间', value: at(one.rectifiedAt) } : null,
    one.rectifiedByName ? { title: '整改人', value: one.rectifiedByName } : null,
    one.person ? { title: '责任人', value: one.person } : null,
    one.dueOn ? { title: '整改期限', value: one.dueOn } : null,
    one.measure ? { title: '整改措施', value: one.measure, wide: true } : null,
    one.note ? { title: '情况说明', value: one.note, wide: true } : null,
    { title: '复查结果', value: one.outcome ? rectificationWords[one.outcome] : '待复查' },
    one.verifiedAt ? { title: '复查时间', value: at(one.verifiedAt) } : null,
    one.verifiedByName ? { title: '复查人', value: one.verifiedByName } : null,
    one.verifiedNote ? { title: '复查情况', value: one.verifiedNote, wide: true } : null,
    one.returnedAt ? { title: '退回时间', value: at(one.returnedAt) } : null,
    one.returnedByName ? { title: '退回人', value: one.returnedByName } : null,
    one.returnReason ? { title: '退回理由', value: one.returnReason, wide: true } : null,
  ];
  return told.filter((fact): fact is Fact => fact !== null);
}

/** 整改与复查, every time with its arrangement, its people and its photos, the newest last; nothing before the first time. */
export function rectificationSection(record: HazardRecord): RecordSection[] {
  const times = record.rounds.rectifications;
  if (times.length === 0) return [];
  return [
    {
      key: 'rectifications',
      title: '整改与复查',
      ...(times.length > 1 ? { note: `共 ${String(times.length)} 次` } : {}),
      children: (
        <div className="zs-col">
          {times.map((one, i) => {
            const photos = record.photos.filter((photo) => photo.round === one.id);
            return (
              <section key={one.id} className="hz-round" aria-label={`第 ${String(i + 1)} 次整改`}>
                {times.length > 1 ? <h4>第 {i + 1} 次</h4> : null}
                <Facts facts={factsOf(one)} />
                {photos.length > 0 ? <EvidenceSheet small photos={sheetPhotos(record, photos)} /> : null}
              </section>
            );
          })}
        </div>
      ),
    },
  ];
}
