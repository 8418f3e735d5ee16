import type { ReactNode } from 'react';
import { DayText, DoButton, PersonalText, StateWord, useMe } from '#kernel/ui';
import { bodies, bodyWords } from '../domain/words.ts';
import { personal } from '../personal.ts';
import type { HeldRow } from './answers.ts';
import { assignSupervision, endSupervision } from './forms.ts';

/** The three bodies and their persons (三方三人); a gap says so and offers to fill it. */
export function Holders(props: {
  enterprise: { id: string; name: string; town: string; townName: string };
  current: readonly HeldRow[];
  can: readonly string[];
}): ReactNode {
  const { enterprise, can } = props;
  const me = useMe();
  const mine = (body: string) => me.actor.scope !== 'town' || body === 'town';
  return (
    <table className="zs-plain">
      <thead>
        <tr>
          <th scope="col">监管主体</th>
          <th scope="col">责任人</th>
          <th scope="col">电话</th>
          <th scope="col">自</th>
          <th scope="col" className="zs-no-print">
            办理
          </th>
        </tr>
      </thead>
      <tbody>
        {bodies.map((body) => {
          const held = props.current.find((row) => row.body === body);
          return (
            <tr key={body}>
              <th scope="row">{bodyWords[body]}</th>
              <td>{held ? `${held.department} ${held.officerName}` : <StateWord word="缺责任人" tone="wait" />}</td>
              <td>{held ? <PersonalText of={personal.officer.phone} id={held.officer} value={held.phone} /> : '--'}</td>
              <td>
                <DayText of={held?.fromOn} />
              </td>
              <td className="zs-no-print">
                <span className="zs-row">
                  <DoButton
                    look="link"
                    can={mine(body) ? can : false}
                    title={held ? '更换' : '确定责任人'}
                    form={() => assignSupervision(enterprise, body, me.today)}
                  />
                  {held ? (
                    <DoButton
                      look="link"
                      can={mine(body) ? can : false}
                      title="终止"
                      form={() => endSupervision(enterprise, body, me.today)}
                    />
                  ) : null}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
