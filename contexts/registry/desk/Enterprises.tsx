import type { ReactNode } from 'react';
import { DoButton, fromShape, LedgerPage, townOptions, useMay, useMe, useOpen, useTownOptions } from '#kernel/ui';
import { statusWords } from '../domain/words.ts';
import { type EnterpriseRow, enterpriseLedger } from '../ledgers.ts';
import type { Created } from './answers.ts';
import { createEnterprise } from './forms.ts';
import { Glance } from './Glance.tsx';

const supervisionTones = {
  complete: { word: '已落实', tone: 'done' as const },
  gap: { word: '有缺口', tone: 'wait' as const },
};
const statusTones = {
  operating: { word: statusWords.operating, tone: 'doing' as const },
  stopped: { word: statusWords.stopped, tone: 'off' as const },
  construction: { word: statusWords.construction, tone: 'wait' as const },
  closed: { word: statusWords.closed, tone: 'off' as const },
};

/** 企业台账. */
export default function Enterprises(): ReactNode {
  const me = useMe();
  const open = useOpen();
  const mayCreate = useMay('registry.create-enterprise');
  const shape = fromShape(
    enterpriseLedger,
    {
      name: { path: (row) => `/enterprises/${row.id}` },
      supervision: { words: supervisionTones },
      status: { words: statusTones },
    },
    {
      q: { hint: '名称、简称、拼音首字母、信用代码' },
      town: { options: useTownOptions() },
    },
  );
  return (
    <LedgerPage<EnterpriseRow>
      {...shape}
      noun="企业"
      unit="家"
      drawer={(row) => <Glance id={row.id} />}
      recordPath={(row) => `/enterprises/${row.id}`}
      acts={
        <DoButton<Created>
          look="primary"
          can={mayCreate}
          form={() => createEnterprise(townOptions(me, me.actor.scope === 'town' ? me.actor.town : null))}
          onDone={({ id }) => open(`/enterprises/${id}`)}
        />
      }
      empty={{ title: '还没有登记企业', hint: '可逐家登记，或在“台账导入”中用模板一次导入。' }}
      exports
    />
  );
}
