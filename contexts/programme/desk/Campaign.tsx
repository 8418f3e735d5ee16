import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  Asked,
  BurnDown,
  Figure,
  Figures,
  firstPage,
  Page,
  Pane,
  PrintArea,
  To,
  useAddress,
  useAsk,
  useMe,
  useTabTitle,
  useTownOptions,
} from '#kernel/ui';
import { targetText } from '../domain/progress.rule.ts';
import { Firms } from './Firms.tsx';
import './campaign.css';
import type { CampaignAnswer } from './answers.ts';
import { Towns } from './Towns.tsx';

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** 专项行动: burn-down to zero, and every enterprise it reaches with every item it has to pass (逐企逐项过关). */
export default function Campaign(): ReactNode {
  const { params, search } = useAddress();
  const town = one(search.town);
  const answer = useAsk<CampaignAnswer>('programme.campaign', { id: params.id as string, ...(town ? { town } : {}) });
  return (
    <Asked of={answer} rows={12}>
      {(campaign) => <Inside answer={campaign} town={town} />}
    </Asked>
  );
}

/** A link only where the ledger shows just these rows. */
const at = (path: string | null): { path?: string } => (path ? { path } : {});

function Inside(props: { answer: CampaignAnswer; town: string | undefined }): ReactNode {
  const { answer, town } = props;
  const { campaign, checklist, burnDown, sum, today } = answer;
  const { actor } = useMe();
  const towns = useTownOptions();
  const { set, search } = useAddress();
  useTabTitle(campaign.title);
  const { rows } = answer;
  const state = [one(search.state) ?? search.state ?? []].flat();
  const passed = state.length === 1 && state[0] === 'passed';
  const left = burnDown.daysLeft;
  const narrow = (code: string | undefined) => set({ town: code, ...firstPage });
  const curve = (
    <Pane note={campaign.note ?? undefined} title="清零进度">
      <BurnDown
        title={campaign.title}
        points={burnDown.points}
        from={campaign.from}
        due={campaign.due}
        peak={burnDown.ideal[0]}
        today={today}
        {...(rows.open ? { path: rows.open } : {})}
      />
    </Pane>
  );
  return (
    <PrintArea size="A3" landscape>
      <Page
        title={campaign.title}
        note={`${campaign.clause} · ${campaign.from} 起 · 目标：${campaign.due} 前${targetText(campaign.target)}`}
        acts={
          <>
            <To path={`/programme?clause=${encodeURIComponent(campaign.clause)}`}>看通知条款</To>
            {actor.scope === 'town' ? null : (
              <Select
                className="pg-owner"
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                aria-label="镇"
                placeholder="全县"
                value={town ?? null}
                options={towns}
                onChange={(next) => narrow(next ?? undefined)}
              />
            )}
            <Button icon={<PrinterOutlined />} onClick={() => print()}>
              打印
            </Button>
          </>
        }
      >
        <Figures>
          <Figure title="未销号隐患" unit="条" n={burnDown.openNow} {...at(rows.open)} />
          <Figure title="其中逾期" unit="条" tone="late" n={sum.overdue} {...at(rows.overdue)} />
          <Figure
            title={left < 0 ? '已过期限' : '距期限'}
            unit="天"
            n={Math.abs(left)}
            {...(left < 0 && burnDown.openNow > 0 ? { tone: 'late' as const } : {})}
          />
          <Figure
            title="范围内企业"
            unit="家"
            n={sum.firms}
            chosen={state.length === 0}
            onOpen={() => set({ state: undefined, ...firstPage })}
          />
          {checklist ? (
            <Figure
              title="已过关"
              unit="家"
              n={sum.passed}
              chosen={passed}
              onOpen={() => set({ state: passed ? undefined : ['passed'], ...firstPage })}
            />
          ) : null}
          {checklist ? (
            <Figure title={`已查事项（共 ${String(sum.items)} 项）`} unit="项" n={sum.checked} path={rows.checked} />
          ) : null}
        </Figures>
        {actor.scope === 'town' || town || answer.towns.length === 0 ? (
          curve
        ) : (
          <div className="zs-two pg-above">
            {curve}
            <Pane flush title="各镇进度">
              <Towns towns={answer.towns} checked={checklist !== null} onTown={narrow} />
            </Pane>
          </div>
        )}
        <Firms answer={answer} />
      </Page>
    </PrintArea>
  );
}
