import type { ReactNode } from 'react';
import { StateWord, To, type Tone } from '#kernel/ui';
import { type EnterpriseState, enterpriseStateWords } from '../domain/campaign.rule.ts';
import type { RosterRow } from '../ledgers.ts';

const tones: Readonly<Record<EnterpriseState, Tone>> = {
  unchecked: 'off',
  partly: 'doing',
  failing: 'wait',
  passed: 'done',
};

/** The matrix as a list: one line an enterprise. */
export function Roster(props: { rows: readonly RosterRow[]; checked: boolean }): ReactNode {
  return (
    <table className="zs-plain pg-roster">
      <thead>
        <tr>
          <th scope="col">企业</th>
          <th scope="col">镇</th>
          <th scope="col" className="zs-num">
            未销号隐患
          </th>
          <th scope="col" className="zs-num">
            其中逾期
          </th>
          {props.checked ? (
            <>
              <th scope="col" className="zs-num">
                已查事项
              </th>
              <th scope="col" className="zs-num">
                不合格
              </th>
              <th scope="col">过关情况</th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((firm) => (
          <tr key={firm.id}>
            <td>
              <To path={`/enterprises/${firm.id}`}>{firm.name}</To>
            </td>
            <td>{firm.townName}</td>
            <td className="zs-num">
              {firm.open ? <To path={`/hazards?enterprise=${firm.id}&open=1`}>{firm.open}</To> : 0}
            </td>
            <td className="zs-num">
              {firm.overdue ? (
                <To className="pg-late" path={`/hazards?enterprise=${firm.id}&overdue=1`}>
                  {firm.overdue}
                </To>
              ) : (
                0
              )}
            </td>
            {props.checked ? (
              <>
                <td className="zs-num">
                  {firm.checked} / {firm.items}
                </td>
                <td className="zs-num">{firm.failing}</td>
                <td>
                  <StateWord word={enterpriseStateWords[firm.state]} tone={tones[firm.state]} />
                </td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
