import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { App, Button, Input, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  download,
  Empty,
  exportUrl,
  Failed,
  firstPage,
  type LedgerAnswer,
  Loading,
  Pager,
  Pane,
  saveAs,
  sentence,
  useAddress,
  useLedger,
} from '#kernel/ui';
import { enterpriseStateWords, flagOf } from '../domain/campaign.rule.ts';
import type { RosterRow } from '../ledgers.ts';
import type { CampaignAnswer } from './answers.ts';
import { Matrix, MatrixBar } from './Matrix.tsx';
import { areaOf } from './matrix.ts';
import { Roster } from './Roster.tsx';
import { askedOf, orders, type RosterAsked, type RosterGiven } from './roster-address.ts';

const states = Object.entries(enterpriseStateWords).map(([value, label]) => ({ value, label }));

/** 逐企逐项过关: a page of the enterprises in scope, as a matrix or as a list. Filter, order and place stand in the address. */
export function Firms(props: { answer: CampaignAnswer }): ReactNode {
  const { campaign, checklist, today } = props.answer;
  const { search, set } = useAddress();
  const listed = search.view === 'list' || checklist === null;
  const flag = listed || search.every === '1' ? null : flagOf(areaOf(checklist, search.area));
  const asked = askedOf(search, campaign.id, !checklist ? '-open' : listed ? 'state' : 'townName', flag);
  const page = useLedger<RosterRow>('programme.roster', { ...asked.given, ...asked.paging });
  const answer = page.data;
  return (
    <Pane
      flush
      title="逐企逐项过关"
      note={checklist ? checklist.title : '本专项没有检查清单，按企业看未销号隐患'}
      acts={
        <>
          <Export given={asked.given} total={answer?.total.n ?? 0} checked={checklist !== null} today={today} />
          {checklist ? (
            <Segmented
              aria-label="看法"
              value={listed ? 'list' : 'matrix'}
              options={[
                { value: 'matrix', label: '矩阵' },
                { value: 'list', label: '名单' },
              ]}
              onChange={(view) => set({ view: view === 'list' ? 'list' : undefined, ...firstPage })}
            />
          ) : null}
        </>
      }
    >
      <Query asked={asked} checked={checklist !== null} total={answer?.total.n ?? null} />
      {listed || !checklist ? null : <MatrixBar list={checklist} />}
      {page.error && !answer ? (
        <Failed error={page.error} retry={() => void page.refetch()} />
      ) : !answer ? (
        <Loading rows={12} />
      ) : answer.rows.length === 0 ? (
        <Nobody given={asked.given} />
      ) : listed || !checklist ? (
        <div className={page.isPlaceholderData ? 'zs-stale' : undefined}>
          <Roster rows={answer.rows} checked={checklist !== null} />
        </div>
      ) : (
        <div className={page.isPlaceholderData ? 'zs-stale' : undefined}>
          <Matrix campaign={campaign.id} list={checklist} firms={answer.rows} />
        </div>
      )}
      {answer && answer.rows.length > 0 ? <Pages asked={asked} answer={answer} old={page.error !== null} /> : null}
    </Pane>
  );
}

/** Name, state and order; the town stands in the head of the page, for the figures are its too. */
function Query(props: { asked: RosterAsked; checked: boolean; total: number | null }): ReactNode {
  const { given } = props.asked;
  const { set } = useAddress();
  return (
    <search className="zs-query pg-query">
      <Input.Search
        // Another name out of the address (a link, the way back) is shown too.
        key={given.q ?? ''}
        className="zs-filter-search"
        aria-label="搜索企业"
        placeholder="企业名称或拼音首字母"
        allowClear
        defaultValue={given.q ?? ''}
        onSearch={(text) => set({ q: text.trim() || undefined, ...firstPage })}
      />
      {props.checked ? (
        <Select<string[]>
          className="zs-filter"
          aria-label="过关情况"
          placeholder="过关情况"
          mode="multiple"
          maxTagCount="responsive"
          allowClear
          popupMatchSelectWidth={false}
          options={states}
          value={given.state ?? []}
          onChange={(next) => set({ state: next.length > 0 ? next : undefined, ...firstPage })}
        />
      ) : null}
      <Select
        className="zs-filter"
        aria-label="排序"
        options={orders.filter((one) => props.checked || one.value !== 'state')}
        value={given.sort}
        onChange={(sort) => set({ sort, ...firstPage })}
      />
      <span className="zs-meta" role="status">
        {props.total === null ? '' : `共 ${props.total.toLocaleString('zh-CN')} 家`}
      </span>
    </search>
  );
}

function Nobody(props: { given: RosterGiven }): ReactNode {
  const { q, state, flag, town } = props.given;
  const { set } = useAddress();
  if (q || state)
    return (
      <Empty
        title="没有符合条件的企业"
        hint="可放宽或清空筛选条件后再看。"
        act={<Button onClick={() => set({ q: undefined, state: undefined, ...firstPage })}>清空筛选</Button>}
      />
    );
  if (flag) return <Empty title="没有带此风险标志的企业" hint="可取消“只看有此风险标志的”，看范围内的全部企业。" />;
  return (
    <Empty
      title={town ? '该镇没有范围内的企业' : '还没有范围内的企业'}
      hint="企业登记相应的风险标志或行业后，会自动列入。"
    />
  );
}

/** Which page, how many a page, and the ways on. */
function Pages(props: { asked: RosterAsked; answer: LedgerAnswer<RosterRow>; old: boolean }): ReactNode {
  const { at, paging } = props.asked;
  const { set } = useAddress();
  const place = {
    at,
    paging,
    narrow: (change: Parameters<typeof set>[0]) => set({ ...change, ...firstPage }),
    turn: (to: { after?: string; before?: string }, page: number) =>
      set({ ...firstPage, ...to, at: page > 1 ? String(page) : undefined }),
  };
  return (
    <div className="pg-pager">
      <Pager place={place} answer={props.answer} unit="家" old={props.old} />
    </div>
  );
}

/** Exports all pages of what is shown, in the columns of the list. */
function Export(props: { given: RosterGiven; total: number; checked: boolean; today: string }): ReactNode {
  const { message } = App.useApp();
  const [going, setGoing] = useState(false);
  const columns = [
    ...['name', 'townName', 'open', 'overdue'],
    ...(props.checked ? ['items', 'checked', 'failing', 'state'] : []),
  ];
  const run = async () => {
    setGoing(true);
    try {
      const url = exportUrl('programme.roster', props.given, columns);
      const blob = await download(url, () => {}, new AbortController().signal);
      saveAs(blob, `专项行动企业名单-${props.today}.xlsx`);
    } catch (error) {
      void message.error(sentence(error));
    }
    setGoing(false);
  };
  return (
    <Button icon={<DownloadOutlined />} loading={going} disabled={props.total === 0} onClick={() => void run()}>
      导出 {props.total.toLocaleString('zh-CN')} 家
    </Button>
  );
}
