import { type ReactNode, useMemo } from 'react';
import { fromShape, LedgerPage, To, useAsk, useMay, useMe, useTownOptions } from '#kernel/ui';
import { type OwedLedgerRow, owedLedger } from '../ledgers.ts';
import type { CatalogueAnswer } from './answers.ts';
import { batchActs } from './forms.tsx';
import { OwedStateWord, TimeWord } from './marks.tsx';

/** 应办事项台账: everything owed, by whomever, with its time; urged and judged many at once. */
export default function Duties(): ReactNode {
  const me = useMe();
  const towns = useTownOptions();
  const mayMatrix = useMay('duties.matrix');
  const catalogue = useAsk<CatalogueAnswer>('duties.catalogue');
  const duties = catalogue.data?.duties;
  const shape = useMemo(
    () =>
      fromShape(
        owedLedger,
        {
          title: { path: (row) => `/duties/${row.id}`, width: 0 },
          time: { render: (row) => <TimeWord time={row.time} /> },
          state: { render: (row) => <OwedStateWord state={row.state} /> },
        },
        {
          q: { hint: '事项、企业、人员、说明' },
          town: { options: towns },
          obligation: { options: (duties ?? []).map(({ id, title }) => ({ value: id, label: title })) },
          enterprise: { title: '企业编号', hint: '从企业档案带入' },
        },
      ),
    [towns, duties],
  );
  const batch = useMemo(() => batchActs<OwedLedgerRow>(me.today), [me.today]);
  return (
    <LedgerPage<OwedLedgerRow>
      {...shape}
      noun="应办事项"
      unit="件"
      recordPath={(row) => `/duties/${row.id}`}
      rowTitle={(row) => `${row.ownerName} ${row.title}`}
      {...(me.actor.scope === 'county' || me.actor.scope === 'town' ? { batch } : {})}
      acts={
        <>
          <To path="/duties/catalogue">事项目录</To>
          {mayMatrix ? <To path="/duties/matrix">谁该办什么</To> : null}
        </>
      }
      empty={{
        title: '没有应办事项',
        hint: '每一期开始时，按企业当日的情况自动生成：谁、为什么、到哪一天、拿什么证明。',
      }}
      exports
    />
  );
}
