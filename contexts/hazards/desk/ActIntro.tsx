import type { ReactNode } from 'react';
import type { Move } from '#kernel';
import { EvidenceSheet, Facts, useAsk } from '#kernel/ui';
import type { HazardRecord } from './answers.ts';
import { sheetPhotos } from './evidence.ts';
import type { Formable } from './forms.ts';
import { LevelMark } from './marks.tsx';

/** Moves that judge what the enterprise says it has mended: its words and photos are looked at first. */
const looksAtWork = new Set(['verify', 'giveBack', 'close', 'confirm', 'giveBackSelf']);
const looksAtExtension = new Set(['grantExtension', 'refuseExtension']);

/** Above a form: which hazard it is about, what has to be seen before deciding, and the clause the act rests on. */
export function ActIntro(props: { of: Formable; verb: string; move: Move<string> }): ReactNode {
  const { verb, move } = props;
  const record = useAsk<HazardRecord>('hazards.record', { id: props.of.id });
  const h = record.data?.hazard;
  return (
    <div className="hz-intro">
      {h ? (
        <>
          <p className="hz-intro-what">{h.description}</p>
          <p>
            {h.number} · {h.enterpriseName} · {h.place} · <LevelMark level={h.level} />
          </p>
          {looksAtExtension.has(verb) ? (
            <Facts
              facts={[
                { title: '现期限', value: h.dueOn },
                { title: '申请延期至', value: h.extensionUntil },
                { title: '已延期', value: `${String(h.extensions)} 次` },
                { title: '申请理由', value: h.extensionReason, wide: true },
              ]}
            />
          ) : null}
          {looksAtWork.has(verb) ? (
            <>
              <Facts
                facts={[
                  { title: '整改措施', value: h.measure, wide: true },
                  { title: '企业说明', value: h.rectifiedNote, wide: true },
                ]}
              />
              <EvidenceSheet small photos={sheetPhotos(record.data?.photos ?? [])} />
            </>
          ) : null}
          {verb === 'giveAnalysis' || verb === 'askAnalysis' ? (
            <Facts facts={[{ title: '会诊问题', value: h.analysisQuestion, wide: true }]} />
          ) : null}
          {verb === 'conclude' || verb === 'takeBack' ? (
            <Facts
              facts={[
                { title: '已移送', value: h.transferredTo },
                { title: '移送理由', value: h.transferReason },
              ]}
            />
          ) : null}
        </>
      ) : record.isError ? null : (
        <p>正在取隐患内容…</p>
      )}
      <p className="zs-meta">依据：{move.cite}</p>
    </div>
  );
}
