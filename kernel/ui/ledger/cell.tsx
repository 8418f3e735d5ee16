import type { ReactNode } from 'react';
import { To } from '../address.tsx';
import { type Level, RiskMark, StateWord } from '../marks.tsx';
import { PersonalText } from '../personal.tsx';
import { DayText, InstantText, NumberText } from '../text.tsx';
import { cellWords } from './ledger-address.ts';
import type { LedgerColumn, LedgerRow } from './shape.ts';

const levels: readonly string[] = ['red', 'orange', 'yellow', 'blue'];

/** One value drawn by its declared kind. */
export function Cell<Row>(props: { row: Row; column: LedgerColumn<Row>; onVisit: () => void }): ReactNode {
  const { row, column } = props;
  if (column.render) return column.render(row);
  const value = (row as Record<string, unknown>)[column.key];
  if (column.personal)
    return (
      <PersonalText of={column.personal} id={(row as unknown as LedgerRow).id} value={value as string | undefined} />
    );
  const word = column.words?.[String(value)];
  const text = cellWords(row, column);
  switch (column.kind) {
    case 'number':
      return <NumberText n={value as number} {...(column.digits === undefined ? {} : { digits: column.digits })} />;
    case 'day':
      return <DayText of={value as string} />;
    case 'instant':
      return <InstantText of={value as string} />;
    case 'state':
      return value == null ? (
        '--'
      ) : (
        <StateWord word={text} tone={(typeof word === 'object' ? word.tone : undefined) ?? 'wait'} />
      );
    case 'risk': {
      const level =
        typeof word === 'object' && word.level
          ? word.level
          : levels.includes(String(value))
            ? (value as Level)
            : undefined;
      if (!level) return text;
      return word ? <RiskMark level={level} word={text} /> : <RiskMark level={level} />;
    }
    case 'boolean':
      return value == null ? '--' : column.words ? text : value ? '是' : '否';
    case 'link': {
      const path = column.path?.(row);
      return path ? (
        <To path={path} className="zs-to zs-link-cell" onOpen={props.onVisit}>
          {text}
        </To>
      ) : (
        text
      );
    }
    default:
      return text;
  }
}
