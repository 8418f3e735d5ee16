import type { ReactNode } from 'react';
import { Asked, Facts, NumberText, useAsk } from '#kernel/ui';
import { bodies, bodyWords, flagsText, scaleWords, sectorWords, statusWords } from '../domain/words.ts';
import type { EnterpriseFile } from './answers.ts';
import { Contact } from './Contact.tsx';
import { Holders } from './Holders.tsx';

/** What an enterprise is, in a drawer: enough to know whom to call. */
export function Glance(props: { id: string }): ReactNode {
  const file = useAsk<EnterpriseFile>('registry.enterprise', { id: props.id });
  return (
    <Asked of={file}>
      {({ enterprise: e, supervision, people, sites, can }) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '统一社会信用代码', value: e.uscc },
              { title: '镇', value: e.townName },
              {
                title: '行业',
                value: e.industryName ? `${sectorWords[e.sector]}（${e.industryName}）` : sectorWords[e.sector],
              },
              { title: '风险标志', value: flagsText(e.flags) },
              { title: '规模', value: `${scaleWords[e.scale]}，${statusWords[e.status]}` },
              { title: '从业人数', value: <NumberText n={e.staffCount} unit="人" /> },
              { title: '主要负责人', value: <Contact enterprise={e} who="principal" /> },
              { title: '安全管理人员', value: <Contact enterprise={e} who="safety" /> },
              { title: '场所', value: `${sites.length} 处` },
              { title: '登记人员', value: `${people.length} 人` },
              { title: '地址', value: e.address, wide: true },
            ]}
          />
          <h3>
            监管责任（{supervision.current.length}/{bodies.length}：{bodies.map((b) => bodyWords[b]).join('、')}）
          </h3>
          <Holders
            enterprise={{ id: e.id, name: e.name, town: e.town, townName: e.townName }}
            current={supervision.current}
            can={can}
          />
        </div>
      )}
    </Asked>
  );
}
