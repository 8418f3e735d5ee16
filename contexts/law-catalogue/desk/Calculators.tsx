import type { ReactNode } from 'react';
import { Asked, Page, Pane, To, useAsk } from '#kernel/ui';
import { calculators, subjectTitles } from '../domain/calculators/index.ts';
import type { CalculatorsShown } from './answers.ts';
import './law.css';

/** 计算器: every rule one can ask here, by subject. */
export default function Calculators(): ReactNode {
  const answer = useAsk<CalculatorsShown>('law.calculators', {}, { fresh: 3600_000 });
  return (
    <Page title="计算器" note="每个结果都写明计算过程和当日依据，可以打印存档">
      <Asked of={answer}>
        {({ rules }) => {
          const floors = new Map(rules.map((each) => [each.rule, each.floor]));
          return (
            <div className="lw-subjects">
              {Object.entries(subjectTitles).map(([subject, title]) => {
                const own = calculators.filter((each) => each.subject === subject && floors.has(each.rule));
                return own.length === 0 ? null : (
                  <Pane key={subject} title={title}>
                    <ul className="lw-list">
                      {own.map((each) => (
                        <li key={each.rule}>
                          <To path={`/law/calculators/${each.rule}`}>{each.title}</To>
                          <div className="zs-meta">
                            {each.intro}　最早 {floors.get(each.rule)}
                            {each.open ? '　不用账号也能算' : ''}
                          </div>
                        </li>
                      ))}
                    </ul>
                  </Pane>
                );
              })}
            </div>
          );
        }}
      </Asked>
    </Page>
  );
}
