import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Failed, Loading } from '#kernel/ui';
import type { criteriaMatch } from '../rules/match/rule.ts';
import { evaluate, type RulingShown } from './evaluate.ts';
import { Unchecked } from './Mark.tsx';
import './law.css';

type Candidate = RulingShown<typeof criteriaMatch>['result']['criteria'][number];

export interface CriterionBoxProps {
  /** The finding as it was written. */
  text: string;
  sector: string;
  flags: readonly string[];
  /** The day of the finding: its criteria are asked. */
  on: string;
  /** Ids that may be chosen in the form beside; others are shown without the button. */
  offered: readonly string[];
  value: string | undefined;
  choose: (id: string) => void;
}

const reasonOf = ({ why, notes }: Candidate) =>
  [
    ...new Set([
      ...why.slice(0, 3).map(({ said, means }) => (said === means ? `写到“${said}”` : `“${said}”即“${means}”`)),
      ...notes,
    ]),
  ].join('；');

/** 可能对应哪一条: the first three criteria of that day for a finding, with the reason. The officer decides. */
export default function CriterionBox(props: CriterionBoxProps): ReactNode {
  const { text, sector, flags, on } = props;
  const answer = useQuery({
    queryKey: ['ask', 'law', 'criteria.match', text, sector, flags, on],
    queryFn: () =>
      evaluate<typeof criteriaMatch>('criteria.match', on, { text: text.slice(0, 2000), sector, flags, top: 3 }),
    staleTime: 3600_000,
    enabled: text.trim() !== '',
  });
  if (text.trim() === '') return null;
  return (
    <section className="lw-box" aria-label="可能对应的判定情形">
      <h3>按现场描述，可能对应</h3>
      {answer.isPending ? <Loading rows={2} /> : null}
      {answer.error ? <Failed error={answer.error} retry={() => void answer.refetch()} /> : null}
      {answer.data?.result.criteria.length === 0 ? (
        <p className="zs-meta">没有找到相近的判定情形，请在下面的条目中查找；不等于不是重大隐患。</p>
      ) : null}
      <ol>
        {answer.data?.result.criteria.slice(0, 3).map((one) => (
          <li key={one.id}>
            <div>
              {one.text} <Unchecked checked={one.checked} />
            </div>
            <div className="zs-meta">
              {one.cite}　理由：{reasonOf(one) || '用词相近'}
            </div>
            {props.offered.includes(one.id) ? (
              <Button size="small" disabled={props.value === one.id} onClick={() => props.choose(one.id)}>
                {props.value === one.id ? '已选这一条' : '选这一条'}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <p className="zs-meta">只供参考，由执法人员判定。</p>
    </section>
  );
}
