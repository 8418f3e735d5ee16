import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Asked, Empty, Page, Pane, useAddress, useAsk, useMe } from '#kernel/ui';
import { type CatalogueKind, catalogueKinds, catalogueWords } from '../domain/catalogue.ts';
import type { UnverifiedShown } from './answers.ts';
import { Standing, spanText, Unchecked } from './Mark.tsx';
import './law.css';

/** 待核实与县级补充: what never decides alone, and what the county laid over the national data. */
export default function Overlays(): ReactNode {
  const { search, set } = useAddress();
  const me = useMe();
  const kind = catalogueKinds.find((each) => each === search.kind);
  const answer = useAsk<UnverifiedShown>('law.unverified', { kind, on: me.today }, { fresh: 600_000 });
  return (
    <Page title="待核实与县级补充" note="标“待核实”的内容没有对照原文，不能单独作为决定的依据">
      <Asked of={answer}>
        {({ counts, items, overlays, local, gaps }) => (
          <>
            <Pane title="县级补充文件" note="放在数据目录的 law 文件夹，不改动国家数据" flush>
              {overlays.length === 0 ? (
                <Empty
                  title="还没有县级补充"
                  hint="县里的裁量基准、红黄牌和分级规则写成文件放进数据目录的 law 文件夹，每个文件写明依据；由系统管理员放入并检查。"
                />
              ) : (
                <table className="zs-plain">
                  <thead>
                    <tr>
                      <th scope="col">文件</th>
                      <th scope="col">内容</th>
                      <th scope="col">县</th>
                      <th scope="col">依据</th>
                    </tr>
                  </thead>
                  <tbody>
                    {overlays.map((each) => (
                      <tr key={each.file}>
                        <td>{each.file}</td>
                        <td>{each.kind}</td>
                        <td>{each.county}</td>
                        <td>{each.basis}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </Pane>
            <Pane title="可由县里改定的规则" flush>
              <table className="zs-plain">
                <thead>
                  <tr>
                    <th scope="col">规则</th>
                    <th scope="col">出自</th>
                    <th scope="col">自</th>
                    <th scope="col">依据</th>
                  </tr>
                </thead>
                <tbody>
                  {local.map((each) => (
                    <tr key={`${each.id}:${each.county ?? ''}`}>
                      <td>
                        {each.title} <Unchecked checked={each.checked} />
                      </td>
                      <td className="lw-span">{each.county ? `县级补充（${each.county}）` : '平台自带'}</td>
                      <td className="lw-span">{each.from}</td>
                      <td>{each.basis}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Pane>
            {gaps.length > 0 ? (
              <Pane title="已知的缺口">
                <ul className="lw-list">
                  {gaps.map((gap) => (
                    <li key={gap.note}>
                      {gap.title}，{gap.from} 起：{gap.note}
                    </li>
                  ))}
                </ul>
              </Pane>
            ) : null}
            <div className="lw-kinds">
              <Segmented<CatalogueKind | ''>
                aria-label="种类"
                value={kind ?? ''}
                onChange={(next) => set({ kind: next || undefined })}
                options={[
                  { value: '', label: `全部 ${counts.reduce((n, each) => n + each.secondary + each.unverified, 0)}` },
                  ...counts
                    .filter((each) => each.secondary + each.unverified > 0)
                    .map((each) => ({
                      value: each.kind,
                      label: `${catalogueWords[each.kind]} ${each.secondary + each.unverified}/${each.total}`,
                    })),
                ]}
              />
            </div>
            <Pane title={`待核实 ${items.length} 条`} flush>
              <table className="zs-plain lw-found">
                <thead>
                  <tr>
                    <th scope="col">种类</th>
                    <th scope="col">内容</th>
                    <th scope="col">依据</th>
                    <th scope="col">有效期</th>
                    <th scope="col">今天</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={`${one.kind}:${one.id}`}>
                      <td>{catalogueWords[one.kind]}</td>
                      <td>{one.title}</td>
                      <td className="zs-meta">
                        {one.cite} <Unchecked checked={one.checked} />
                      </td>
                      <td className="zs-meta lw-span">{spanText(one.from, one.to)}</td>
                      <td>
                        <Standing standing={one.standing} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Pane>
          </>
        )}
      </Asked>
    </Page>
  );
}
