import type { ReactNode } from 'react';
import { Asked, Drawer, Facts, useAsk } from '#kernel/ui';
import type { ClauseShown } from '#law-catalogue';
import { CheckedMark } from './CriterionPick.tsx';

/** A clause as it stood on the day of the act (条款). */
export function ClauseDrawer(props: {
  instrument: string;
  clause: string;
  on: string;
  onClose: () => void;
}): ReactNode {
  const { instrument, clause, on } = props;
  const answer = useAsk<ClauseShown>('law.clause', { instrument, clause, on }, { fresh: 3600_000 });
  return (
    <Drawer open title={answer.data?.cite ?? '条款'} onClose={props.onClose}>
      <Asked of={answer}>
        {(one) => (
          <div className="zs-col">
            <h3>{one.title}</h3>
            <p>{one.text}</p>
            <Facts
              facts={[
                { title: '查看日期', value: on },
                { title: '有效期', value: `${one.from} 至 ${one.to ?? '现在'}` },
                {
                  title: '核对情况',
                  value: one.checked === 'verified' ? '已核对原文' : <CheckedMark checked={one.checked} />,
                },
              ]}
            />
            <p className="zs-meta">此处为本平台所写的条款要点，办案引用以公布的原文为准。</p>
          </div>
        )}
      </Asked>
    </Drawer>
  );
}
