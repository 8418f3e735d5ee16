import { Checkbox, Segmented } from 'antd';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { firstPage, To, useAddress, useDo } from '#kernel/ui';
import { type ItemState, itemStateWords } from '../domain/campaign.rule.ts';
import type { RosterRow } from '../ledgers.ts';
import type { ChecklistItemShown, ChecklistShown } from './answers.ts';
import { checkForm } from './check-form.tsx';
import { areaOf, areasOf, itemsOf, rowsOf } from './matrix.ts';

/** Marks that read without colour; red is for overdue alone. */
const marks: Readonly<Record<ItemState, string>> = {
  unchecked: '·',
  pass: '✓',
  fail: '✕',
  rectified: '✓',
  'not-applicable': '—',
};
/** Up to this many columns, the items are spelt out beside the table; more, below it. */
const narrow = 12;

/** The area of the matrix, whom of the scope it shows, and what its marks mean. */
export function MatrixBar(props: { list: ChecklistShown }): ReactNode {
  const { list } = props;
  const { search, set } = useAddress();
  const areas = areasOf(list);
  return (
    <div className="pg-matrix-bar">
      <Segmented
        aria-label="领域"
        value={areaOf(list, search.area)}
        options={areas.map((one) => ({ value: one.id, label: one.title }))}
        onChange={(next) => set({ area: next === areas[0]?.id ? undefined : next, ...firstPage })}
      />
      <Checkbox
        checked={search.every !== '1'}
        onChange={(event) => set({ every: event.target.checked ? undefined : '1', ...firstPage })}
      >
        只看有此风险标志的
      </Checkbox>
      <span className="pg-key">
        {(Object.keys(marks) as ItemState[]).map((state) => (
          <span key={state}>
            <i className={`pg-mark pg-${state}`}>{marks[state]}</i>
            {itemStateWords[state]}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Enterprises down, items of one area across; each cell opens the item at that enterprise. Arrows walk, Enter opens. */
export function Matrix(props: { campaign: string; list: ChecklistShown; firms: readonly RosterRow[] }): ReactNode {
  const { list, firms } = props;
  const { search } = useAddress();
  const doAct = useDo();
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const area = areaOf(list, search.area);
  const items = useMemo(() => itemsOf(list, area), [list, area]);
  const groups = list.groups.filter((group) => items.some((item) => item.group === group.id));
  const ordered = groups.flatMap((group) => items.filter((item) => item.group === group.id));
  const rows = useMemo(() => rowsOf(list, firms), [list, firms]);
  // Another page or area may be smaller than the place left behind: one cell has to be reachable by key.
  const here = [Math.min(at[0], rows.length - 1), Math.min(at[1], ordered.length - 1)] as const;

  const open = (item: ChecklistItemShown, firm: RosterRow) => {
    const last = firm.checks.findLast((check) => check.item === item.id);
    doAct(checkForm(props.campaign, item, firm, last));
  };
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(rows.length - 1, here[0] + (step[0] as number)));
    const column = Math.max(0, Math.min(ordered.length - 1, here[1] + (step[1] as number)));
    setAt([row, column]);
    body.current?.querySelector<HTMLElement>(`[data-at="${String(row)}-${String(column)}"]`)?.focus();
  };

  return (
    <div className={ordered.length <= narrow ? 'pg-beside' : undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <div className="pg-matrix-box" tabIndex={0} role="region" aria-label="逐企逐项检查矩阵">
        <table className="pg-matrix">
          <caption>企业与检查事项，格内为结果</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                企业
              </th>
              <th scope="col" rowSpan={2}>
                镇
              </th>
              <th scope="col" rowSpan={2} className="zs-num">
                未销号
              </th>
              {groups.map((group) => (
                <th
                  key={group.id}
                  scope="colgroup"
                  colSpan={items.filter((item) => item.group === group.id).length}
                  title={group.note}
                >
                  {group.title}
                </th>
              ))}
            </tr>
            <tr>
              {ordered.map((item, i) => (
                <th key={item.id} scope="col" title={item.text} aria-label={item.text}>
                  {i + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={walk}>
            {rows.map(({ firm, row }, r) => {
              const states = new Map(row.items.map((one) => [one.item, one.state]));
              return (
                <tr key={firm.id}>
                  <th scope="row">
                    <To path={`/enterprises/${firm.id}`} title={firm.name}>
                      {firm.name}
                    </To>
                  </th>
                  <td>{firm.townName}</td>
                  <td className="zs-num">
                    {firm.open ? <To path={`/hazards?enterprise=${firm.id}&open=1`}>{firm.open}</To> : 0}
                  </td>
                  {ordered.map((item, c) => {
                    const state = states.get(item.id) ?? 'unchecked';
                    return (
                      <td key={item.id} className="pg-cell">
                        <button
                          type="button"
                          data-at={`${String(r)}-${String(c)}`}
                          tabIndex={here[0] === r && here[1] === c ? 0 : -1}
                          className={`pg-mark pg-${state}`}
                          disabled={!firm.can.includes('programme.check-item')}
                          title={`${String(c + 1)}. ${item.text}：${itemStateWords[state]}`}
                          aria-label={`${firm.name}，${item.text}：${itemStateWords[state]}`}
                          onFocus={() => setAt([r, c])}
                          onClick={() => open(item, firm)}
                        >
                          {marks[state]}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <ol className="pg-items" aria-label="检查事项">
        {ordered.map((item) => (
          <li key={item.id}>
            {item.text}
            <span className="zs-meta"> {item.basis.map((one) => one.cite).join('；')}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
