import type { ReactNode } from 'react';
import { Asked, Drawer, Facts, useAsk } from '#kernel/ui';
import type { CitedShown } from './answers.ts';
import { spanText, Unchecked } from './Mark.tsx';

/** A cite opened: the clause as it stood on the day of the question. */
export function CiteDrawer(props: { cite: string; on: string; close: () => void }): ReactNode {
  const { cite, on } = props;
  const answer = useAsk<CitedShown>('law.cited', { cite, on }, { fresh: 3600_000 });
  return (
    <Drawer open title={cite} onClose={props.close}>
      <Asked of={answer} rows={3}>
        {({ instrument, clause, inForce }) => (
          <div className="zs-col">
            {clause ? (
              <>
                <h3>
                  {clause.title} <Unchecked checked={clause.checked} />
                </h3>
                <p>{clause.text}</p>
              </>
            ) : (
              <p>这一条没有收录要点，请查原文。</p>
            )}
            {instrument ? (
              <Facts
                facts={[
                  { title: '文件', value: instrument.title, wide: true },
                  { title: '文号', value: instrument.number },
                  { title: '有效期', value: spanText(instrument.from, instrument.to) },
                  { title: `${on} 当日`, value: inForce ? '有效' : '不在有效期内' },
                ]}
              />
            ) : (
              <p className="zs-meta">法规库没有收录所在的文件。</p>
            )}
            <p className="zs-meta">此处为本平台所写的要点，办案引用以公布的原文为准。</p>
          </div>
        )}
      </Asked>
    </Drawer>
  );
}
