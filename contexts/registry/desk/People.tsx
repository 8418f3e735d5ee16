import type { ReactNode } from 'react';
import { DoButton, Facts, fromShape, LedgerPage, PersonalText, To, useMe, useTownOptions } from '#kernel/ui';
import { positionWords } from '../domain/words.ts';
import { type PersonRow, peopleLedger } from '../ledgers.ts';
import { personal } from '../personal.ts';
import { changePerson, personLeft } from './forms.ts';
import { Certificate } from './tables.tsx';

/** 人员台账: who works where, with which certificate until when. */
export default function People(): ReactNode {
  const me = useMe();
  const shape = fromShape(
    peopleLedger,
    { enterpriseName: { path: (row) => `/enterprises/${row.enterprise}` } },
    {
      q: { hint: '姓名、电话、企业、证书编号' },
      town: { options: useTownOptions() },
    },
  );
  return (
    <LedgerPage<PersonRow>
      {...shape}
      filters={shape.filters.filter((filter) => filter.key !== 'enterprise')}
      noun="人员"
      unit="人"
      drawer={(row, close) => (
        <div className="zs-col">
          <Facts
            facts={[
              {
                title: '企业',
                value: <To path={`/enterprises/${row.enterprise}`}>{row.enterpriseName}</To>,
                wide: true,
              },
              { title: '身份', value: positionWords[row.position] },
              { title: '岗位', value: row.post },
              { title: '电话', value: <PersonalText of={personal.person.phone} id={row.id} value={row.phone} /> },
              { title: '证书', value: <Certificate of={row} /> },
              { title: '证书有效期至', value: row.certificateUntil },
              { title: '离岗日期', value: row.leftOn },
            ]}
          />
          <span className="zs-row">
            <DoButton can={row.leftOn ? false : row.can} form={() => changePerson(row)} onDone={close} />
            <DoButton can={row.leftOn ? false : row.can} form={() => personLeft(row, me.today)} onDone={close} />
          </span>
        </div>
      )}
      empty={{ title: '还没有登记人员', hint: '可在一企一档中逐人登记，或在“台账导入”中一次导入。' }}
      exports
    />
  );
}
