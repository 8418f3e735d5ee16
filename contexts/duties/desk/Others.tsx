import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Asked, useAsk } from '#kernel/ui';
import type { OwedRecord } from './answers.ts';
import './duties.css';

/** 同一份材料还证明: other things the same one owes and can hand in now; nothing typed once is asked again. */
export function Others(props: { id: string; value: readonly string[]; change: (ids: string[]) => void }): ReactNode {
  const record = useAsk<OwedRecord>('duties.record', { id: props.id });
  return (
    <Asked of={record} rows={2}>
      {({ others }) =>
        others.length === 0 ? (
          <span className="zs-meta">没有其他可办的事项</span>
        ) : (
          <Checkbox.Group
            className="du-others"
            value={[...props.value]}
            onChange={(ids) => props.change(ids as string[])}
            options={others.map((one) => ({
              value: one.id,
              label: `${one.title}（${one.period}，期限 ${one.dueOn}）`,
            }))}
          />
        )
      }
    </Asked>
  );
}
