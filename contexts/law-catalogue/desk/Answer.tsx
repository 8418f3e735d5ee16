import { type ReactNode, useState } from 'react';
import { Pane, PrintArea, Refused, sentence, useMe } from '#kernel/ui';
import {
  type Calculator,
  type Field,
  type Filled,
  type Printed,
  printedAnswer,
  rowsIn,
  rowsKey,
} from '../domain/calculators/index.ts';
import { checkedWords } from '../domain/catalogue.ts';
import type { Choices } from './answers.ts';
import { CiteDrawer } from './CiteDrawer.tsx';
import type { RulingShown } from './evaluate.ts';
import { Unchecked } from './Mark.tsx';
import './law.css';

/** Why the rule would not answer: each wrong place, what stood there, what is allowed. */
export function RefusedNote(props: { error: Error }): ReactNode {
  const places = props.error instanceof Refused ? props.error.places : [];
  const first = sentence(props.error);
  return (
    <div className="lw-refused" role="alert">
      <h2>不能计算</h2>
      <p>{first}</p>
      {places.length > 1 ? (
        <ul className="lw-list">
          {places
            .filter((each) => each.message !== first)
            .map((each) => (
              <li key={each.place}>{each.message}</li>
            ))}
        </ul>
      ) : null}
    </div>
  );
}

/** What was asked, in words, for the printed sheet. */
function givenOf(calculator: Calculator, filled: Filled, choices: Choices): { title: string; text: string }[] {
  return calculator.fields.flatMap((field) => {
    const one = (each: Field, at: string) => {
      const value = filled[at] ?? '';
      if (value === '') return [];
      const options = typeof each.options === 'string' ? choices[each.options] : each.options;
      const word =
        each.kind === 'flag'
          ? '是'
          : value
              .split(',')
              .map((part) => options?.find((option) => option.value === part)?.label ?? part)
              .join('、');
      return [{ title: each.title, text: each.unit ? `${word} ${each.unit}` : word }];
    };
    if (field.kind !== 'rows') return one(field, field.place);
    const key = rowsKey(field);
    return Array.from({ length: rowsIn(key, filled) }, (_, i) =>
      field.fields.flatMap((each) => one(each, `${key}.${i}.${each.place}`)),
    )
      .filter((cells) => cells.length > 0)
      .map((cells, i) => ({
        title: `${field.title} ${i + 1}`,
        text: cells.map(({ title, text }) => `${title} ${text}`).join('，'),
      }));
  });
}

function Line(props: { line: Printed }): ReactNode {
  const { title, text, main, list } = props.line;
  return (
    <>
      <dt>{title}</dt>
      <dd className={main && !list ? 'lw-main' : undefined}>
        {list && list.length > 0 ? (
          <table className="zs-plain">
            <thead>
              <tr>
                {list[0]?.map((each) => (
                  <th key={each.title} scope="col">
                    {each.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.map((row) => (
                <tr key={row.map((each) => each.text).join('|')}>
                  {row.map((each) => (
                    <td key={each.title}>{each.text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          text
        )}
      </dd>
    </>
  );
}

/** The answer as a sheet for the file: what was asked, the result, each step, each clause of that day. */
export function AnswerSheet(props: {
  calculator: Calculator;
  ruling: RulingShown;
  on: string;
  filled: Filled;
  choices: Choices;
  stale: boolean;
}): ReactNode {
  const { calculator, ruling, on } = props;
  const [cite, setCite] = useState<string | null>(null);
  const me = useMe();
  const open = (text: string) => (
    <button type="button" className="lw-cite" onClick={() => setCite(text)}>
      {text}
    </button>
  );
  return (
    <>
      {props.stale ? (
        <p className="lw-stale" role="status">
          左边的内容已经改动，下面还是改动前的结果。
        </p>
      ) : null}
      <PrintArea size="A4">
        <h1 className="lw-print-title">{calculator.title}</h1>
        <Pane title="结果" note={`按 ${on} 的法规`} acts={<Unchecked checked={ruling.checked} />}>
          <dl className="lw-answer" aria-label="结果">
            {printedAnswer(calculator.answer, ruling.result).map((line) => (
              <Line key={line.title} line={line} />
            ))}
          </dl>
          <p className="zs-meta">
            核对情况：{checkedWords[ruling.checked]}
            {ruling.checked === 'verified' ? '' : '，不能单独作为决定的依据'}
          </p>
        </Pane>
        <Pane title="计算过程">
          <ol className="lw-steps" aria-label="计算过程">
            {ruling.workings.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are in order and may repeat
              <li key={i}>
                {step.say} {step.cite ? open(step.cite) : null}
              </li>
            ))}
          </ol>
        </Pane>
        <Pane title="依据">
          <ul className="lw-list">
            {ruling.cites.map((each) => (
              <li key={each}>{open(each)}</li>
            ))}
          </ul>
        </Pane>
        <Pane title="已知情况">
          <dl className="lw-answer">
            {givenOf(calculator, props.filled, props.choices).map((each) => (
              <div className="lw-given" key={each.title}>
                <dt>{each.title}</dt>
                <dd>{each.text}</dd>
              </div>
            ))}
          </dl>
          <p className="zs-meta">
            {me.county.name}　{me.actor.name}　{me.today} 计算
          </p>
        </Pane>
      </PrintArea>
      {cite ? <CiteDrawer cite={cite} on={on} close={() => setCite(null)} /> : null}
    </>
  );
}
