import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Asked, EvidenceSheet, Facts, InstantText, useAsk, useDo, useTownName, useWorkingDaysLeft } from '#kernel/ui';
import { clockDay } from '../domain/steps.ts';
import { originWords } from '../domain/words.ts';
import type { HazardRecord } from './answers.ts';
import { sheetPhotos } from './evidence.ts';
import { primaryOf } from './forms.ts';
import { HazardClock, HazardState, LevelMark } from './marks.tsx';
import { OtherActs } from './OtherActs.tsx';
import { useHazardForms } from './use-forms.tsx';

/** A hazard at a glance, in the drawer of the ledger: what, how far, the next act. */
export function Glance(props: { id: string }): ReactNode {
  const record = useAsk<HazardRecord>('hazards.record', { id: props.id });
  return <Asked of={record}>{(answer) => <Inside record={answer} />}</Asked>;
}

function Inside(props: { record: HazardRecord }): ReactNode {
  const { hazard: h, can, timeline, criterion } = props.record;
  const townName = useTownName();
  const left = useWorkingDaysLeft();
  const formsOf = useHazardForms();
  const doAct = useDo();
  const forms = formsOf(h).filter((form) => can.includes(form.name));
  const usual = primaryOf(h, can);
  const main = forms.find((form) => form.name === usual);
  const last = timeline.at(-1);
  return (
    <div className="zs-col">
      <div className="zs-row">
        <HazardState of={h} />
        <LevelMark level={h.level} />
        <HazardClock of={h} left={left(clockDay(h))} />
        <span className="zs-grow" />
        <OtherActs forms={forms.filter((form) => form !== main)} onAct={doAct} label={h.number} />
        {main ? (
          <Button type="primary" onClick={() => doAct(main)}>
            {main.title}
          </Button>
        ) : null}
      </div>
      <Facts
        facts={[
          { title: '问题', value: h.description, wide: true },
          { title: '企业', value: `${h.enterpriseName}（${townName(h.town)}）` },
          { title: '部位', value: h.place },
          { title: '来源', value: originWords[h.origin] },
          { title: '发现', value: <InstantText of={h.foundAt} /> },
          { title: '发现人', value: h.foundByName },
          { title: '责任人', value: h.person },
          ...(h.dueOn ? [{ title: '整改期限', value: h.dueOn }] : []),
          ...(criterion ? [{ title: '判定依据', value: `${criterion.cite}：${criterion.text}`, wide: true }] : []),
          ...(h.measure ? [{ title: '整改措施', value: h.measure, wide: true }] : []),
          ...(last ? [{ title: '最近办理', value: `${last.actor} ${last.sentence}`, wide: true }] : []),
        ]}
      />
      <EvidenceSheet photos={sheetPhotos(props.record)} />
    </div>
  );
}
