import type { ReactNode } from 'react';
import type { AnyMove } from '#kernel';
import { EvidenceSheet, Facts, useAsk } from '#kernel/ui';
import { loops } from '../domain/loop.ts';
import type { HazardRecord } from './answers.ts';
import { sheetPhotos } from './evidence.ts';
import type { Formable } from './forms.ts';
import { LevelMark } from './marks.tsx';

/** Above a form: which hazard it is about, what has to be seen before deciding, and the clause the act rests on. */
export function ActIntro(props: { of: Formable; move: AnyMove }): ReactNode {
  const { of, move } = props;
  const { shows } = move;
  const record = useAsk<HazardRecord>('hazards.record', { id: of.id });
  const h = record.data?.hazard;
  const rounds = record.data?.rounds;
  return (
    <div className="hz-intro">
      {h ? (
        <>
          <p className="hz-intro-what">{h.description}</p>
          <p>
            {h.number} · {h.enterpriseName} · {h.place} · <LevelMark level={h.level} />
          </p>
          {shows === 'extension' ? (
            <Facts
              facts={[
                { title: '现期限', value: h.dueOn },
                { title: '申请延期至', value: h.extensionUntil },
                { title: '已延期', value: `${String(h.extensions)} 次` },
                { title: '申请理由', value: rounds?.extensions.at(-1)?.reason, wide: true },
              ]}
            />
          ) : null}
          {h.measure || h.dueOn ? (
            <Facts
              facts={[
                ...(h.measure ? [{ title: '整改措施', value: h.measure, wide: true }] : []),
                ...(h.person ? [{ title: '责任人', value: h.person }] : []),
                // An extension shows the limit itself, beside what is asked for.
                ...(h.dueOn && shows !== 'extension' ? [{ title: '整改期限', value: h.dueOn }] : []),
                ...(shows === 'work'
                  ? [{ title: '企业说明', value: rounds?.rectifications.at(-1)?.note, wide: true }]
                  : []),
              ]}
            />
          ) : null}
          {record.data && record.data.photos.length > 0 ? (
            <EvidenceSheet small photos={sheetPhotos(record.data)} />
          ) : null}
          {shows === 'question' ? (
            <Facts facts={[{ title: '会诊问题', value: rounds?.consultations.at(-1)?.question, wide: true }]} />
          ) : null}
          {shows === 'transfer' ? (
            <Facts
              facts={[
                { title: '已移送', value: h.transferredTo },
                { title: '移送理由', value: rounds?.transfers.at(-1)?.reason },
              ]}
            />
          ) : null}
        </>
      ) : record.isError ? null : (
        <p>正在取隐患内容…</p>
      )}
      <p className="zs-meta">依据：{loops.of(of).moves[of.state]?.[move.verb]?.cite ?? move.cite}</p>
    </div>
  );
}
