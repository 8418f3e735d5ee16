import type { ReactNode } from 'react';
import {
  DoButton,
  Facts,
  fromShape,
  LedgerPage,
  PersonalText,
  To,
  townOptions,
  useMay,
  useMe,
  useTownOptions,
} from '#kernel/ui';
import { bodyWords } from '../domain/words.ts';
import { type OfficerRow, officerLedger } from '../ledgers.ts';
import { personal } from '../personal.ts';
import type { HandedOver } from './answers.ts';
import { addOfficer, changeOfficer, handOver } from './forms-roster.ts';

/** 监管人员: who supervises, of which body, with how many enterprises in hand; handover in one act. */
export default function Officers(): ReactNode {
  const me = useMe();
  const ownTown = me.actor.scope === 'town' ? (me.actor.town ?? null) : null;
  const mayAdd = useMay('registry.add-officer');
  const shape = fromShape(
    officerLedger,
    { charges: { unit: '家' } },
    {
      q: { hint: '姓名、部门、电话、执法证号' },
      town: { options: useTownOptions() },
    },
  );
  return (
    <LedgerPage<OfficerRow>
      {...shape}
      noun="监管人员"
      unit="人"
      acts={<DoButton look="primary" can={mayAdd} form={() => addOfficer(townOptions(me, ownTown), ownTown)} />}
      drawer={(row, close) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '监管主体', value: bodyWords[row.body] },
              { title: '部门或股室', value: row.department },
              { title: '镇', value: row.townName },
              { title: '电话', value: <PersonalText of={personal.officer.phone} id={row.id} value={row.phone} /> },
              { title: '执法证号', value: row.certificateNumber },
              { title: '离岗日期', value: row.leftOn },
              {
                title: '在管企业',
                value: row.charges > 0 ? <To path={`/supervision?officer=${row.id}`}>{row.charges} 家</To> : '0 家',
              },
            ]}
          />
          <span className="zs-row">
            <DoButton<HandedOver>
              look="primary"
              can={row.charges > 0 ? row.can : false}
              form={() => handOver(row, me.today)}
              onDone={close}
            />
            <DoButton can={row.can} form={() => changeOfficer(row)} onDone={close} />
          </span>
        </div>
      )}
      empty={{
        title: '还没有登记监管人员',
        hint: '登记行业主管部门、应急管理部门和各镇的监管人员后，才能确定企业的责任人。',
      }}
      exports
    />
  );
}
