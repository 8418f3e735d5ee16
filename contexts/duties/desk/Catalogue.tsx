import type { ReactNode } from 'react';
import { checkedWords, rowsAt } from '#kernel';
import { Asked, Page, Pane, To, useAsk } from '#kernel/ui';
import { owedLedger } from '../ledgers.ts';
import type { CatalogueAnswer } from './answers.ts';
import './duties.css';

/** 应办事项目录: every duty with a clock, whom it binds, by when, on what clause. */
export default function Catalogue(): ReactNode {
  const answer = useAsk<CatalogueAnswer>('duties.catalogue');
  return (
    <Page
      title="应办事项目录"
      note="谁应在哪一天以前办什么。县里自己的事项用县级补充文件加，不改程序；待核实的不单独作为依据"
    >
      <Asked of={answer} rows={12}>
        {({ duties }) => (
          <Pane title="事项" note={`${duties.length} 项`} flush>
            <div className="du-wide">
              <table className="zs-plain du-catalogue">
                <thead>
                  <tr>
                    <th scope="col">事项</th>
                    <th scope="col">义务主体</th>
                    <th scope="col">周期或起因</th>
                    <th scope="col">适用</th>
                    <th scope="col">证明材料</th>
                    <th scope="col">审核</th>
                    <th scope="col">依据</th>
                    <th scope="col">未办</th>
                    <th scope="col">逾期</th>
                  </tr>
                </thead>
                <tbody>
                  {duties.map((one) => (
                    <tr key={one.id}>
                      <td>
                        <b>{one.title}</b>
                        {one.local ? <span className="zs-meta">（县里自定）</span> : null}
                        <p className="zs-meta">
                          {one.what}
                          {one.note ? `。${one.note}` : ''}
                        </p>
                      </td>
                      <td>{one.owes}</td>
                      <td>{one.every ?? `起因：${one.occasion}`}</td>
                      <td>{one.binds.length === 0 ? '全部' : one.binds.map((text) => <p key={text}>{text}</p>)}</td>
                      <td>{one.proof.join('、')}</td>
                      <td>{one.reviewer}</td>
                      <td>
                        {one.cites.join('、')}
                        {one.checked === 'verified' ? null : (
                          <span className="zs-meta">（{checkedWords[one.checked as keyof typeof checkedWords]}）</span>
                        )}
                      </td>
                      <td className="zs-tab-figures">
                        <To path={rowsAt(owedLedger, { obligation: [one.id], state: ['owed', 'returned'] })}>
                          {one.open}
                        </To>
                      </td>
                      <td className="zs-tab-figures">
                        <To path={rowsAt(owedLedger, { obligation: [one.id], missed: true })}>{one.missed}</To>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Pane>
        )}
      </Asked>
    </Page>
  );
}
