import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Day } from '#kernel';
import { Asked, Drawer, Facts, useAsk } from '#kernel/ui';
import { type Catalogued, catalogueWords, checkedWords, standingOn } from '../domain/catalogue.ts';
import type { EditionRow } from '../domain/editions.rule.ts';
import type { EditionsShown } from './answers.ts';
import { DayField } from './DayField.tsx';
import { Standing, spanText, Unchecked } from './Mark.tsx';
import './law.css';

/** One thing of the library: what it says, from when to when, and its editions side by side on whatever day. */
export function LawDrawer(props: { one: Catalogued; span: string; on: string; close: () => void }): ReactNode {
  const { one } = props;
  const [on, setOn] = useState(props.on);
  return (
    <Drawer open wide title={`${catalogueWords[one.kind]}：${one.cite || one.title}`} onClose={props.close}>
      <div className="zs-col">
        <h2>{one.title}</h2>
        {one.text ? <p>{one.text}</p> : null}
        <Facts
          facts={[
            { title: '有效期', value: props.span },
            {
              title: '核对情况',
              value:
                one.checked === 'verified'
                  ? '已核对原文'
                  : [checkedWords[one.checked], one.note].filter(Boolean).join('：'),
            },
            { title: '依据', value: one.cite || '--', wide: true },
          ]}
        />
        <div className="zs-row">
          <span>看这一天</span>
          <DayField label="看哪一天" value={on} change={setOn} />
          <Standing standing={standingOn({ from: one.from, to: one.to }, on as Day)} />
        </div>
        {one.instrument ? <Editions one={one} instrument={one.instrument} on={on} /> : null}
        <p className="zs-meta">此处为本平台所写的要点，办案引用以公布的原文为准。</p>
      </div>
    </Drawer>
  );
}

const rowKinds = { clause: '条款', penalty: '罚则', criterion: '判定情形' } as const;

function Editions(props: { one: Catalogued; instrument: string; on: string }): ReactNode {
  const { one, on } = props;
  const answer = useAsk<EditionsShown>('law.instrument', { id: props.instrument }, { fresh: 3600_000 });
  const [whole, setWhole] = useState(one.kind === 'instrument');
  return (
    <Asked of={answer} rows={4}>
      {({ editions, rows }) => {
        const own = rows.filter((row) => row.cells.some((cell) => cell?.id === one.id));
        const shown = whole || own.length === 0 ? rows : own;
        return (
          <section aria-label="各版本对照" className="zs-col">
            <div className="zs-row">
              <h3 className="zs-grow">各版本对照（{editions.length} 个版本）</h3>
              {own.length > 0 ? (
                <Segmented<boolean>
                  aria-label="对照范围"
                  value={whole}
                  onChange={setWhole}
                  options={[
                    { value: false, label: '只看这一条' },
                    { value: true, label: `全部 ${rows.length} 条` },
                  ]}
                />
              ) : null}
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reached by keys */}
            <section className="lw-scroll" tabIndex={0} aria-label="版本对照表">
              <table className="zs-plain lw-editions">
                <thead>
                  <tr>
                    {editions.map((edition) => (
                      <th scope="col" key={edition.id}>
                        {edition.short}
                        <div className="zs-meta">
                          {edition.number}　{spanText(edition.inForce, edition.to)}
                        </div>
                        <Standing standing={standingOn({ from: edition.inForce, to: edition.to }, on as Day)} />{' '}
                        <Unchecked checked={edition.checked} />
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((row) => (
                    <EditionLine
                      key={row.cells.map((cell) => cell?.id ?? '').join('|')}
                      row={row}
                      live={editions.map(
                        (edition) => standingOn({ from: edition.inForce, to: edition.to }, on as Day) === 'in-force',
                      )}
                    />
                  ))}
                  {shown.length === 0 ? (
                    <tr>
                      <td colSpan={editions.length}>只收录了日期，没有条款要点。</td>
                    </tr>
                  ) : null}
                </tbody>
              </table>
            </section>
          </section>
        );
      }}
    </Asked>
  );
}

function EditionLine(props: { row: EditionRow; live: readonly boolean[] }): ReactNode {
  return (
    <tr>
      {props.row.cells.map((cell, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the column is the edition
        <td key={i} className={props.live[i] ? 'lw-live' : 'lw-past'}>
          {cell ? (
            <>
              <b>{cell.title}</b> <Unchecked checked={cell.checked} />
              <div>{cell.text}</div>
              <div className="zs-meta">
                {rowKinds[props.row.kind]}　{cell.cite}
              </div>
            </>
          ) : (
            <span className="zs-meta">没有对应条文</span>
          )}
        </td>
      ))}
    </tr>
  );
}
