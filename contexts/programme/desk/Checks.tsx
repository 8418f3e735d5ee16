import { type ReactNode, useMemo } from 'react';
import { fromShape, LedgerPage, StateWord, To, type Tone, useAsk, useMay, useTownOptions } from '#kernel/ui';
import { type CheckResult, checkResultWords } from '../domain/campaign.rule.ts';
import { type CheckRow, checkLedger } from '../ledgers.ts';
import type { CampaignNames } from './answers.ts';

const tones: Readonly<Record<CheckResult, Tone>> = { pass: 'done', fail: 'wait', 'not-applicable': 'off' };

/** Every look at an item at an enterprise (检查记录), of one special action or all. */
export default function Checks(): ReactNode {
  const towns = useTownOptions();
  const mayFile = useMay('registry.enterprise');
  const campaigns = useAsk<CampaignNames>('programme.campaigns', {}, { fresh: 600_000 }).data;
  const shape = useMemo(
    () =>
      fromShape(
        checkLedger,
        {
          enterpriseName: mayFile ? { path: (row) => `/enterprises/${row.enterprise}` } : { kind: 'text' },
          result: {
            render: ({ result, hazard }) => (
              <>
                <StateWord word={checkResultWords[result]} tone={tones[result]} />{' '}
                {hazard ? <To path={`/hazards/${hazard}`}>隐患</To> : null}
              </>
            ),
          },
        },
        {
          q: { hint: '企业名称、拼音首字母' },
          town: { options: towns },
          campaign: { options: (campaigns ?? []).map(({ id, title }) => ({ value: id, label: title })) },
        },
      ),
    [towns, campaigns, mayFile],
  );
  return (
    <LedgerPage<CheckRow>
      {...shape}
      noun="检查记录"
      unit="项"
      empty={{ title: '还没有检查记录', hint: '在专项行动中逐企逐项登记检查结果后，会列在这里。' }}
      exports
    />
  );
}
