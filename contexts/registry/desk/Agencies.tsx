import type { ReactNode } from 'react';
import { DoButton, Facts, fromShape, LedgerPage, PersonalText, useMay } from '#kernel/ui';
import { agencyKindWords } from '../domain/words.ts';
import { type AgencyRow, agencyLedger } from '../ledgers.ts';
import { personal } from '../personal.ts';
import { addAgency, changeAgency } from './forms-roster.ts';

/** 中介机构. */
export default function Agencies(): ReactNode {
  const mayAdd = useMay('registry.add-agency');
  return (
    <LedgerPage<AgencyRow>
      {...fromShape(agencyLedger, {}, { q: { hint: '名称、信用代码、联系人' } })}
      noun="中介机构"
      unit="家"
      acts={<DoButton look="primary" can={mayAdd} form={() => addAgency} />}
      drawer={(row, close) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '服务类别', value: agencyKindWords[row.kind] },
              { title: '统一社会信用代码', value: row.uscc },
              { title: '资质证书编号', value: row.licenceNumber },
              { title: '联系人', value: row.contactName },
              {
                title: '联系电话',
                value: <PersonalText of={personal.agency.contactPhone} id={row.id} value={row.contactPhone} />,
              },
            ]}
          />
          <span className="zs-row">
            <DoButton can={row.can} form={() => changeAgency(row)} onDone={close} />
          </span>
        </div>
      )}
      empty={{ title: '还没有登记中介机构', hint: '为企业做评价、检测、培训的机构登记后，可为其人员开通账号。' }}
      exports
    />
  );
}
