import { type ReactNode, useState } from 'react';
import {
  Asked,
  type Fact,
  PrintArea,
  RecordPage,
  Timeline,
  To,
  useAddress,
  useAsk,
  useMay,
  useMe,
  useTownName,
  useWorkingDaysLeft,
} from '#kernel/ui';
import { clockDay } from '../domain/steps.ts';
import { ClauseDrawer } from './ClauseDrawer.tsx';
import { primaryOf } from './forms.ts';
import './hazards.css';
import type { HazardRecord } from './answers.ts';
import { HazardClock, HazardState, LevelMark } from './marks.tsx';
import { sectionsOf } from './sections.tsx';
import { type OpenClause, storyOf } from './story.ts';
import { useHazardForms } from './use-forms.tsx';
import { enterprisePath } from './words.ts';

/** One hazard: what it is, where it stands, what can be done now, and everything that was done. */
export default function Hazard(): ReactNode {
  const { params } = useAddress();
  const record = useAsk<HazardRecord>('hazards.record', { id: params.id as string });
  return (
    <Asked of={record} rows={10}>
      {(answer) => <Inside record={answer} />}
    </Asked>
  );
}

function Inside(props: { record: HazardRecord }): ReactNode {
  const { hazard: h, can } = props.record;
  const me = useMe();
  const townName = useTownName();
  const left = useWorkingDaysLeft();
  const forms = useHazardForms();
  const mayFile = useMay('registry.enterprise');
  const mayBoard = useMay('programme.board');
  const [clause, setClause] = useState<OpenClause | null>(null);
  const facts: Fact[] = [
    {
      title: '企业',
      value: mayFile ? <To path={enterprisePath(h.enterprise)}>{h.enterpriseName}</To> : h.enterpriseName,
    },
    { title: '镇', value: townName(h.town) },
    { title: '部位', value: h.place },
    { title: '级别', value: <LevelMark level={h.level} /> },
    { title: '发现', value: `${h.foundOn} ${h.foundByName}` },
  ];
  return (
    <PrintArea size="A4">
      <RecordPage
        number={h.number}
        name={h.description}
        state={<HazardState of={h} />}
        clock={<HazardClock of={h} left={left(clockDay(h))} />}
        facts={facts}
        can={can}
        acts={forms(h)}
        primary={primaryOf(h, can)}
        more={[{ title: '打印', run: () => print() }]}
        sections={sectionsOf(props.record, me.actor)}
        timeline={<Timeline entries={storyOf(props.record.timeline, h, { open: setClause, mayBoard })} />}
      />
      {clause ? <ClauseDrawer {...clause} onClose={() => setClause(null)} /> : null}
    </PrintArea>
  );
}
