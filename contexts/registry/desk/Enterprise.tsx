import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import {
  type ActForm,
  Asked,
  DoButton,
  Empty,
  Facts,
  Loading,
  NumberText,
  PrintArea,
  RecordPage,
  type RecordSection,
  SectionOf,
  type SectionPlace,
  StateWord,
  Timeline,
  townOptions,
  useAddress,
  useAsk,
  useAskAhead,
  useMe,
  useSections,
} from '#kernel/ui';
import { roleWord } from '../../access/desk/index.ts';
import { flagWords, scaleWords, sectorWords, statusWords } from '../domain/words.ts';
import type { EnterpriseFile } from './answers.ts';
import { Contact } from './Contact.tsx';
import { addPerson, addSite, changeEnterprise, closeEnterprise } from './forms.ts';
import { Holders } from './Holders.tsx';
import type { SectionProps } from './sections.ts';
import { Past, People, Sites } from './tables.tsx';

const SmallMap = lazy(() => import('./SmallMap.tsx'));

/** 一企一档: one scroll, which prints as a booklet. */
export default function Enterprise(): ReactNode {
  const { params } = useAddress();
  const id = params.id ?? '';
  const sections = useSections('enterprise');
  const file = useAsk<EnterpriseFile>('registry.enterprise', { id });
  // What others bring is on its way together with the file: one round trip each, side by side.
  useAskAhead(sections.flatMap((section) => section.asks(id)));
  useEffect(() => {
    for (const section of sections) void section.page().catch(() => undefined);
  }, [sections]);
  return <Asked of={file}>{(data) => <File file={data} sections={sections} />}</Asked>;
}

type Placed = RecordSection & { order: number };

/** The sections this context knows of itself. */
function ownSections(file: EnterpriseFile, today: string): Placed[] {
  const { enterprise: e, sites, people, supervision, can } = file;
  return [
    {
      key: 'supervision',
      order: 10,
      title: '监管责任',
      flush: true,
      children: (
        <>
          <Holders
            enterprise={{ id: e.id, name: e.name, town: e.town, townName: e.townName }}
            current={supervision.current}
            can={can}
          />
          <Past rows={supervision.past} />
        </>
      ),
    },
    {
      key: 'facts',
      order: 20,
      title: '基本情况',
      children: (
        <Facts
          facts={[
            { title: '风险标志', value: e.flags.map((flag) => flagWords[flag]).join('、') || '无', wide: true },
            { title: '简称', value: e.shortName },
            { title: '国民经济行业', value: e.industryName },
            { title: '规模', value: scaleWords[e.scale] },
            { title: '主要负责人', value: <Contact enterprise={e} who="principal" /> },
            { title: '安全管理人员', value: <Contact enterprise={e} who="safety" /> },
            { title: '地址', value: e.address, wide: true },
          ]}
        />
      ),
    },
    {
      key: 'map',
      order: 25,
      title: '位置',
      note: e.lat ? `经度 ${e.lng}，纬度 ${e.lat}（${e.datum}）` : undefined,
      children: e.lat ? (
        <Suspense fallback={<Loading rows={4} />}>
          <SmallMap lat={Number(e.lat)} lng={Number(e.lng)} datum={e.datum as 'WGS-84'} name={e.name} />
        </Suspense>
      ) : (
        <Empty title="还没有登记位置" hint="在“变更登记”中填写经纬度和坐标系后，会显示在县域图上。" />
      ),
    },
    {
      key: 'sites',
      order: 30,
      title: '场所',
      note: `${sites.length} 处`,
      flush: true,
      acts: <DoButton can={can} form={() => addSite(e.id)} />,
      children: <Sites rows={sites} />,
    },
    {
      key: 'people',
      order: 40,
      title: '人员与证书',
      note: `${people.length} 人`,
      flush: true,
      acts: <DoButton can={can} form={() => addPerson(e.id)} />,
      children: <People rows={people} today={today} />,
    },
  ];
}

function File(props: { file: EnterpriseFile; sections: readonly SectionPlace[] }): ReactNode {
  const { enterprise: e, timeline, can } = props.file;
  const me = useMe();
  const own = ownSections(props.file, me.today);
  const brought = props.sections.map((section) => {
    const about: SectionProps['enterprise'] = {
      id: e.id,
      name: e.name,
      town: e.town,
      sector: e.sector,
      flags: e.flags,
      status: e.status,
    };
    return {
      key: section.key,
      order: section.order,
      title: section.title,
      children: <SectionOf section={section} waiting={<Loading rows={3} />} given={{ enterprise: about }} />,
    };
  });
  const scope = me.actor.scope === 'enterprise' || me.actor.scope === 'town' ? me.actor.scope : 'county';
  const acts = [
    changeEnterprise(e, scope, townOptions(me)),
    addPerson(e.id),
    addSite(e.id),
    closeEnterprise(e),
  ] as unknown as ActForm<never>[];
  return (
    <PrintArea size="A4">
      <RecordPage
        number={e.uscc}
        name={e.name}
        state={<StateWord word={statusWords[e.status]} tone={e.status === 'operating' ? 'doing' : 'off'} />}
        facts={[
          { title: '镇', value: e.townName },
          { title: '行业', value: sectorWords[e.sector] },
          { title: '从业人数', value: <NumberText n={e.staffCount} unit="人" /> },
          {
            title: '监管责任',
            value: (
              <StateWord
                word={e.supervision === 'complete' ? '三方三人已落实' : '有缺口'}
                tone={e.supervision === 'complete' ? 'done' : 'wait'}
              />
            ),
          },
        ]}
        can={can}
        acts={acts}
        primary="registry.change-enterprise"
        more={[{ title: '打印成册', run: () => window.print() }]}
        sections={[...own, ...brought].sort((a, b) => a.order - b.order)}
        timeline={
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
        }
      />
    </PrintArea>
  );
}
