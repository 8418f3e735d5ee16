import type { ReactNode } from 'react';
import { DoButton, Facts, fromShape, LedgerPage, PersonalText, useMay } from '#kernel/ui';
import { type ExpertRow, expertLedger } from '../ledgers.ts';
import { personal } from '../personal.ts';
import { addExpert, changeExpert } from './forms-roster.ts';

/** 专家. */
export default function Experts(): ReactNode {
  const mayAdd = useMay('registry.add-expert');
  return (
    <LedgerPage<ExpertRow>
      {...fromShape(expertLedger, {}, { q: { hint: '姓名、专业、职称' } })}
      noun="专家"
      unit="人"
      acts={<DoButton look="primary" can={mayAdd} form={() => addExpert} />}
      drawer={(row, close) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '专业', value: row.speciality },
              { title: '职称', value: row.title },
              { title: '电话', value: <PersonalText of={personal.expert.phone} id={row.id} value={row.phone} /> },
            ]}
          />
          <span className="zs-row">
            <DoButton can={row.can} form={() => changeExpert(row)} onDone={close} />
          </span>
        </div>
      )}
      empty={{ title: '还没有登记专家', hint: '登记后，可请其会诊隐患、参加检查。' }}
      exports
    />
  );
}
