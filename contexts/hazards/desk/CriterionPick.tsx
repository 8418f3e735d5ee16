import { Input } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { Asked, Empty, Loading, useAsk } from '#kernel/ui';
import { CriterionBox } from '../../law-catalogue/desk/index.ts';
import type { CriteriaOn, CriterionShown, HazardRecord } from './answers.ts';

const checkedNotes: Readonly<Record<string, string>> = { secondary: '据二手材料', unverified: '待核实' };

/** 待核实 beside a clause whose text nobody compared with the original yet. */
export function CheckedMark(props: { checked: string }): ReactNode {
  const note = checkedNotes[props.checked];
  return note ? <span className="hz-unchecked">{note}</span> : null;
}

/** The choice of a major-hazard criterion: those in force on the day of the finding for this enterprise's sector and flags. */
export function CriterionPick(props: {
  hazard: string;
  value: string | undefined;
  change: (id: string | undefined) => void;
}): ReactNode {
  const record = useAsk<HazardRecord>('hazards.record', { id: props.hazard });
  const h = record.data?.hazard;
  const criteria = useAsk<CriteriaOn>(
    'hazards.criteria',
    h ? { sector: h.sector, flags: h.flags, on: h.foundOn } : {},
    { enabled: h !== undefined, fresh: 3600_000 },
  );
  return (
    <Asked of={record} rows={3}>
      {({ hazard }) => (
        <Asked of={criteria} rows={3}>
          {(answer) => (
            <div className="zs-col">
              <Suspense fallback={<Loading rows={2} />}>
                <CriterionBox
                  text={hazard.description}
                  sector={hazard.sector}
                  flags={hazard.flags}
                  on={hazard.foundOn}
                  offered={answer.criteria.map((one) => one.id)}
                  value={props.value}
                  choose={props.change}
                />
              </Suspense>
              <List {...answer} on={hazard.foundOn} value={props.value} change={props.change} />
            </div>
          )}
        </Asked>
      )}
    </Asked>
  );
}

function List(props: {
  criteria: readonly CriterionShown[];
  gaps: readonly string[];
  on: string;
  value: string | undefined;
  change: (id: string | undefined) => void;
}): ReactNode {
  const [words, setWords] = useState('');
  const { criteria, value } = props;
  if (criteria.length === 0)
    return <Empty title="没有适用的判定标准条目" hint={`${props.on} 时该行业没有在库的重大隐患判定标准。`} />;
  const wanted = words.trim();
  const textOf = (one: CriterionShown) => [one.text, one.cite, ...one.sub.map((sub) => sub.text)].join(' ');
  const shown = criteria.filter((one) => one.id === value || textOf(one).includes(wanted));
  return (
    <div className="zs-col">
      <Input
        allowClear
        value={words}
        placeholder={`在 ${String(criteria.length)} 条中查找`}
        aria-label="查找判定标准条目"
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="hz-criteria" role="radiogroup" aria-label="判定标准条目">
        {shown.map((one) => (
          <label key={one.id} className={one.id === value ? 'hz-criterion hz-criterion-on' : 'hz-criterion'}>
            <input type="radio" name="criterion" checked={one.id === value} onChange={() => props.change(one.id)} />
            <span>
              {one.text}
              {one.sub.length ? (
                <span className="hz-criterion-sub">
                  {one.sub.map((sub) => (
                    <span key={sub.id}>{sub.text}</span>
                  ))}
                </span>
              ) : null}
              <span className="zs-meta">
                {one.cite} <CheckedMark checked={one.checked} />
              </span>
            </span>
          </label>
        ))}
        {shown.length === 0 ? <p className="zs-meta hz-criteria-none">没有含“{wanted}”的条目</p> : null}
      </div>
      <p className="zs-meta">
        {props.on} 有效的条目。
        {props.gaps.map((gap) => (
          <span key={gap}> {gap}</span>
        ))}
      </p>
    </div>
  );
}
