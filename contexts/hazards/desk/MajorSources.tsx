import type { ReactNode } from 'react';
import { Asked, DayText, DoButton, Empty, Facts, StateWord, Timeline, To, useAsk, useMay } from '#kernel/ui';
import { roleWord } from '../../access/desk/index.ts';
import type { SectionProps } from '../../registry/desk/index.ts';
import { sourceUnitWords } from '../domain/words.ts';
import type { MajorSourceShown, MajorSourcesShown } from './answers.ts';
import './hazards.css';

const calculator = '/law/calculators/major-hazard.grade';

/** Whether it still stands, and since when not. */
function Standing({ of }: { of: MajorSourceShown }): ReactNode {
  if (of.withdrawnAt) return <StateWord word="已作废" tone="off" />;
  return of.replacedAt ? <StateWord word="已替换" tone="off" /> : <StateWord word="现行" tone="doing" />;
}

const heldText = (held: MajorSourceShown['held']): string =>
  held.map((one) => `${one.substance ?? [one.category].flat().join('、')} ${String(one.quantity_t)} 吨`).join('；');

function Result({ of }: { of: MajorSourceShown }): ReactNode {
  return (
    <section className="hz-source" aria-label={of.name}>
      <header>
        <h3>{of.name}</h3>
        <b>{of.major ? `${of.level ?? ''}重大危险源` : '不构成重大危险源'}</b>
        <Standing of={of} />
        {of.checked === 'verified' ? null : <StateWord word="依据待核实" tone="wait" />}
        <span className="zs-no-print">
          <DoButton
            can={of.can}
            look="link"
            title="作废"
            form={() => ({
              name: 'hazards.withdraw-major-source',
              title: '作废重大危险源辨识',
              danger: true,
              given: { id: of.id, version: of.version },
              fields: [{ place: 'reason', title: '理由', kind: 'lines', max: 200, need: true }],
            })}
          />
        </span>
      </header>
      <Facts
        facts={[
          { title: '单元', value: sourceUnitWords[of.unit] },
          { title: 'S（辨识指标）', value: of.s },
          { title: 'R（分级指标）', value: of.r ?? '不分级' },
          { title: '厂外 500 米常住人口', value: `${String(of.exposedPeople)} 人（α = ${of.alpha}）` },
          { title: '存有的危险化学品', value: heldText(of.held), wide: true },
          { title: '依据', value: `${of.edition}，按 ${of.lawOn} 的法规`, wide: true },
          {
            title: '存档',
            value: (
              <>
                {of.filedByName} <DayText of={of.filedOn} />
              </>
            ),
          },
          ...(of.withdrawReason
            ? [{ title: '作废理由', value: `${of.withdrawReason}（${of.withdrawnByName ?? ''}）`, wide: true }]
            : []),
        ]}
      />
      <details open={of.replacedAt === null && of.withdrawnAt === null}>
        <summary>计算过程（{of.workings.length} 步）</summary>
        <ol className="hz-source-steps">
          {of.workings.map((step, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are in order and may repeat
            <li key={i}>
              {step.say} {step.cite ? <span className="zs-meta">{step.cite}</span> : null}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** 重大危险源辨识 of one enterprise, newest first, each with its workings: a section of 一企一档. */
export default function MajorSources({ enterprise }: SectionProps): ReactNode {
  const answer = useAsk<MajorSourcesShown>('hazards.major-sources', { enterprise: enterprise.id });
  const mayFile = useMay('hazards.file-major-source');
  return (
    <Asked of={answer} rows={3}>
      {({ rows, timeline }) =>
        rows.length === 0 ? (
          <Empty
            title="没有存入过辨识结果"
            hint="储存或使用危险化学品的单元，用计算器按 GB 18218 算出结果后，可在结果页存入这里。"
            act={mayFile ? <To path={calculator}>打开计算器</To> : undefined}
          />
        ) : (
          <div className="zs-col">
            {rows.map((row) => (
              <Result key={row.id} of={row} />
            ))}
            <Timeline
              entries={timeline.map((line) => ({
                id: line.entry,
                who: line.actor,
                role: roleWord(line.role) ?? '系统',
                at: line.at,
                did: line.sentence,
                ...(line.mark ? { mark: line.mark } : {}),
              }))}
            />
          </div>
        )
      }
    </Asked>
  );
}
