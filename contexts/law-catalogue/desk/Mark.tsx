import { Popover } from 'antd';
import type { ReactNode } from 'react';
import type { Checked } from '#kernel';
import { StateWord } from '#kernel/ui';
import { type CatalogueStanding, checkedWords, standingWords } from '../domain/catalogue.ts';
import './law.css';

/** 待核实 beside whatever nobody compared with the original yet, its reason behind a press; nothing where somebody did. */
export function Unchecked(props: { checked: Checked; note?: string | undefined }): ReactNode {
  if (props.checked === 'verified') return null;
  return (
    <Popover
      trigger="click"
      content={
        <div className="lw-why">
          <b>{checkedWords[props.checked]}</b>
          <p>{props.note || '尚未与公布的原文逐字核对。'}</p>
          <p className="zs-meta">办案引用前请查对原文。</p>
        </div>
      }
    >
      <button type="button" className="lw-unchecked" aria-label={`${checkedWords[props.checked]}，查看原因`}>
        待核实
      </button>
    </Popover>
  );
}

/** Whether a thing holds on the day asked. */
export function Standing(props: { standing: CatalogueStanding }): ReactNode {
  const tone = { 'in-force': 'doing', 'not-yet': 'wait', ended: 'off' } as const;
  return <StateWord word={standingWords[props.standing]} tone={tone[props.standing]} />;
}

/** `2021-09-01 起`, `2014-12-01 至 2021-08-31`. */
export const spanText = (from: string, to: string | null): string => (to ? `${from} 至 ${to}` : `${from} 起`);
