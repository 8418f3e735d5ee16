import { Button } from 'antd';
import type { ReactNode } from 'react';
import { To, useTownName } from '#kernel/ui';
import type { CampaignAnswer } from './answers.ts';

/** How far each town is (各镇进度); a town narrows the page to itself. */
export function Towns(props: {
  towns: CampaignAnswer['towns'];
  checked: boolean;
  onTown: (code: string) => void;
}): ReactNode {
  const townName = useTownName();
  return (
    <div className="pg-towns">
      <table className="zs-plain pg-roster">
        <thead>
          <tr>
            <th scope="col">镇</th>
            <th scope="col" className="zs-num">
              企业
            </th>
            {props.checked ? (
              <>
                <th scope="col" className="zs-num">
                  已过关
                </th>
                <th scope="col" className="zs-num">
                  有问题
                </th>
                <th scope="col" className="zs-num">
                  已查事项
                </th>
              </>
            ) : null}
            <th scope="col" className="zs-num">
              未销号
            </th>
            <th scope="col" className="zs-num">
              逾期
            </th>
          </tr>
        </thead>
        <tbody>
          {props.towns.map((one) => (
            <tr key={one.town}>
              <td>
                <Button type="link" size="small" className="pg-town" onClick={() => props.onTown(one.town)}>
                  {townName(one.town)}
                </Button>
              </td>
              <td className="zs-num">{one.firms}</td>
              {props.checked ? (
                <>
                  <td className="zs-num">{one.passed}</td>
                  <td className="zs-num">{one.failing}</td>
                  <td className="zs-num zs-among">
                    <To path={one.rows.checked}>{one.checked}</To> / {one.items}
                  </td>
                </>
              ) : null}
              <td className="zs-num">{one.rows.open ? <To path={one.rows.open}>{one.open}</To> : one.open}</td>
              <td className={one.overdue > 0 ? 'zs-num pg-late' : 'zs-num'}>
                {one.rows.overdue ? <To path={one.rows.overdue}>{one.overdue}</To> : one.overdue}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
