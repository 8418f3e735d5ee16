import { Input, Segmented, Switch } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Asked, DayText, Empty, Page, Pane, To, useAddress, useAsk, useMe, useTyped } from '#kernel/ui';
import { type CatalogueKind, catalogueKinds, catalogueWords } from '../domain/catalogue.ts';
import type { LawFoundShown } from './answers.ts';
import { DayField } from './DayField.tsx';
import { LawDrawer } from './LawDrawer.tsx';
import { Standing, spanText, Unchecked } from './Mark.tsx';
import './law.css';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** 法规库: words, day and kind; each line opens its text, its day and its editions side by side. */
export default function Library(): ReactNode {
  const { search, set } = useAddress();
  const me = useMe();
  const on = text(search.on) || me.today;
  const q = text(search.q);
  const kind = catalogueKinds.find((each) => each === search.kind);
  const all = search.all === '1';
  const [words, setWords] = useState(q);
  useEffect(() => setWords(q), [q]);
  const find = (next: string) => {
    if (next !== q) set({ q: next || undefined, show: undefined });
  };
  const typed = useTyped(words, 350);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the hand that rests moves the address
  useEffect(() => {
    if (typed === words) find(typed);
  }, [typed]);
  const answer = useAsk<LawFoundShown>('law.search', { q, kind, on, all }, { fresh: 600_000 });
  const [showKind, ...showId] = text(search.show).split(':');
  const shown = answer.data?.found.find((one) => one.kind === showKind && one.id === showId.join(':'));
  return (
    <Page
      title="法规库"
      note={`查看 ${on} 的法规`}
      acts={
        <>
          <To path="/law/changes">两日之间的变化</To>
          <To path="/law/calculators">计算器</To>
        </>
      }
    >
      <Pane>
        <div className="zs-row lw-query">
          <Input.Search
            allowClear
            className="lw-words"
            aria-label="查找法规"
            placeholder="条文、情形、罚则、期限，如 煤气柜 低压报警、安全生产法 102"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onSearch={find}
          />
          <span className="zs-row">
            <span>在这一天</span>
            <DayField label="查看哪一天" value={on} change={(day) => set({ on: day || undefined })} />
          </span>
          <span className="zs-row">
            <Switch
              size="small"
              checked={all}
              aria-label="连同未施行和已失效的"
              onChange={(yes) => set({ all: yes ? '1' : undefined })}
            />
            <span>连同未施行和已失效的</span>
          </span>
        </div>
        <div className="lw-kinds">
          <Segmented<CatalogueKind | ''>
            aria-label="种类"
            value={kind ?? ''}
            onChange={(next) => set({ kind: next || undefined })}
            options={[
              { value: '', label: '全部' },
              ...catalogueKinds.map((each) => ({
                value: each,
                label: `${catalogueWords[each]}${answer.data ? ` ${answer.data.counts[each]}` : ''}`,
              })),
            ]}
          />
        </div>
      </Pane>
      <Asked of={answer}>
        {({ found, total }) =>
          found.length === 0 ? (
            <Empty title={`${on} 没有找到“${q}”`} hint="换一个说法，或者打开“连同未施行和已失效的”。" />
          ) : (
            <Pane
              title={`${total} 条`}
              note={
                total > found.length
                  ? q
                    ? `最相近的 ${found.length} 条，写得具体些可以缩小范围`
                    : `最常用的 ${found.length} 条；输入条文、情形或罚则查找`
                  : undefined
              }
              flush
            >
              <table className="zs-plain lw-found">
                <thead>
                  <tr>
                    <th scope="col">种类</th>
                    <th scope="col">内容</th>
                    <th scope="col">依据</th>
                    <th scope="col">有效期</th>
                    <th scope="col">当日</th>
                  </tr>
                </thead>
                <tbody>
                  {found.map((one) => (
                    <tr key={`${one.kind}:${one.id}`}>
                      <td>{catalogueWords[one.kind]}</td>
                      <td>
                        <button
                          type="button"
                          className="lw-open"
                          onClick={() => set({ show: `${one.kind}:${one.id}` })}
                        >
                          {one.title}
                        </button>
                        {one.text ? <div className="zs-meta lw-short">{one.text}</div> : null}
                      </td>
                      <td className="zs-meta">
                        {one.cite} <Unchecked checked={one.checked} note={one.note} />
                      </td>
                      <td className="zs-meta lw-span">
                        <DayText of={one.from} />
                        {one.to ? (
                          <>
                            {' 至 '}
                            <DayText of={one.to} />
                          </>
                        ) : (
                          ' 起'
                        )}
                      </td>
                      <td>
                        <Standing standing={one.standing} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Pane>
          )
        }
      </Asked>
      {shown ? (
        <LawDrawer one={shown} span={spanText(shown.from, shown.to)} on={on} close={() => set({ show: undefined })} />
      ) : null}
    </Page>
  );
}
