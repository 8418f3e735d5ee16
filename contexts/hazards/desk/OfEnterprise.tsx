import { Button } from 'antd';
import type { ReactNode } from 'react';
import { rowsAt } from '#kernel';
import { Asked, DayText, Empty, Figure, Figures, InstantText, To, useAsk, useMay, useOpen } from '#kernel/ui';
import type { SectionProps } from '../../registry/desk/index.ts';
import { hazardLedger } from '../ledgers.ts';
import './hazards.css';
import type { OfEnterprise } from './answers.ts';
import { HazardState, LevelMark } from './marks.tsx';

const firstRows = 12;

/** Hazards of one enterprise, open ones first: a section of 一企一档. */
export default function HazardsOfEnterprise({ enterprise }: SectionProps): ReactNode {
  const answer = useAsk<OfEnterprise>('hazards.of-enterprise', { enterprise: enterprise.id });
  const open = useOpen();
  const mayReport = useMay('hazards.report');
  return (
    <Asked of={answer} rows={4}>
      {({ rows, counts }) => {
        const sum = (fits: (one: OfEnterprise['counts'][number]) => boolean) =>
          counts.filter(fits).reduce((n, one) => n + one.n, 0);
        const whose = { enterprise: enterprise.id };
        if (rows.length === 0) {
          return (
            <Empty
              title="没有登记过隐患"
              hint="自查、检查、会诊发现的问题会列在这里。"
              act={
                mayReport ? (
                  <Button
                    onClick={() =>
                      open(
                        `/hazards/new?${new URLSearchParams({ enterprise: enterprise.id, name: enterprise.name }).toString()}`,
                      )
                    }
                  >
                    上报隐患
                  </Button>
                ) : undefined
              }
            />
          );
        }
        return (
          <div className="zs-col">
            <Figures>
              <Figure
                title="未销号"
                unit="条"
                n={sum((one) => one.state !== 'closed')}
                path={rowsAt(hazardLedger, { ...whose, open: true })}
              />
              <Figure
                title="重大未销号"
                unit="条"
                n={sum((one) => one.state !== 'closed' && one.level === 'major')}
                path={rowsAt(hazardLedger, { ...whose, level: ['major'], open: true })}
              />
              <Figure
                title="整改中"
                unit="条"
                n={sum((one) => one.state === 'assigned')}
                path={rowsAt(hazardLedger, { ...whose, state: ['assigned'] })}
              />
              <Figure
                title="已销号"
                unit="条"
                n={sum((one) => one.state === 'closed')}
                path={rowsAt(hazardLedger, { ...whose, state: ['closed'] })}
              />
            </Figures>
            <table className="zs-plain hz-of">
              <thead>
                <tr>
                  <th scope="col">编号</th>
                  <th scope="col">问题</th>
                  <th scope="col">级别</th>
                  <th scope="col">状态</th>
                  <th scope="col">整改期限</th>
                  <th scope="col">发现</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, firstRows).map((row) => (
                  <tr key={row.id}>
                    <td className="zs-tab-figures">
                      <To path={`/hazards/${row.id}`}>{row.number}</To>
                    </td>
                    <td>{row.description}</td>
                    <td>
                      <LevelMark level={row.level} />
                    </td>
                    <td>
                      <HazardState of={row} />
                    </td>
                    <td>
                      <DayText of={row.dueOn} />
                    </td>
                    <td>
                      <InstantText of={row.foundAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {rows.length > firstRows ? <To path={rowsAt(hazardLedger, whose)}>在台账中看全部</To> : null}
          </div>
        );
      }}
    </Asked>
  );
}
