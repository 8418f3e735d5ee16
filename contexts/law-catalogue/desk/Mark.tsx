import type { ReactNode } from 'react';
import type { Checked } from '#kernel';
import { StateWord } from '#kernel/ui';
import { type CatalogueStanding, checkedWords, standingWords } from '../domain/catalogue.ts';
import './law.css';

/** 待核实 beside whatever nobody compared with the original yet; nothing where somebody did. */
export function Unchecked(props: { checked: Checked }): ReactNode {
  return props.checked === 'verified' ? null : <span className="lw-unchecked">{checkedWords[props.checked]}</span>;
}

/** Whether a thing holds on the day asked. */
export function Standing(props: { standing: CatalogueStanding }): ReactNode {
  const tone = { 'in-force': 'doing', 'not-yet': 'wait', ended: 'off' } as const;
  return <StateWord word={standingWords[props.standing]} tone={tone[props.standing]} />;
}

/** `2021-09-01 起`, `2014-12-01 至 2021-08-31`. */
export const spanText = (from: string, to: string | null): string => (to ? `${from} 至 ${to}` : `${from} 起`);
