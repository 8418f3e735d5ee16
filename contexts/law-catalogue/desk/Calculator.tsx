import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import {
  Asked,
  Empty,
  keepEnter,
  Page,
  Pane,
  Refused,
  SectionOf,
  useAddress,
  useAsk,
  useDraft,
  useMe,
  useSections,
  useTabTitle,
} from '#kernel/ui';
import {
  type Calculator as CalculatorForm,
  calculatorOf,
  type Field,
  type Filled,
  inputOf,
  type RowsField,
  rowsKey,
} from '../domain/calculators/index.ts';
import { AnswerSheet, RefusedNote } from './Answer.tsx';
import type { AnswerPartProps } from './answer-part.ts';
import type { Choices, ChoicesShown } from './answers.ts';
import { FieldCell, RowsCells } from './CalculatorFields.tsx';
import { DayField } from './DayField.tsx';
import { evaluate } from './evaluate.ts';
import './law.css';

/** One calculator (计算器): what is known on the left, the answer with its workings on the right; the answer prints on A4. */
export default function Calculator(): ReactNode {
  const { params } = useAddress();
  const calculator = calculatorOf(params.rule ?? '');
  useTabTitle(calculator?.title ?? '计算器');
  if (!calculator) return <Empty title="没有这个计算器" hint="从计算器列表中选一个。" />;
  return <Asking key={calculator.rule} calculator={calculator} />;
}

/** What was filled in, less one row; later rows move up. */
function withoutRow(filled: Filled, key: string, gone: number): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [at, value] of Object.entries(filled)) {
    const row = at.startsWith(`${key}.`) ? /^(\d+)\.(.+)$/.exec(at.slice(key.length + 1)) : null;
    if (!row) kept[at] = value;
    else if (Number(row[1]) !== gone)
      kept[`${key}.${Number(row[1]) > gone ? Number(row[1]) - 1 : row[1]}.${row[2]}`] = value;
  }
  return kept;
}

/** Wrong places by the cell they belong to: `held.0.quantity_t` is the cell itself, `events.1` the first cell of its row. */
function wrongOf(error: unknown): Map<string, string> {
  const places = error instanceof Refused ? error.places : [];
  return new Map(places.map(({ place, message }) => [place.replaceAll('[', '.').replaceAll(']', ''), message]));
}

function Asking(props: { calculator: CalculatorForm }): ReactNode {
  const { calculator } = props;
  const me = useMe();
  const parts = useSections('calculator');
  const [draft, setDraft, drop] = useDraft<{ on: string; filled: Filled }>(`law:${calculator.rule}`, {
    on: me.today,
    filled: {},
  });
  const choices = useAsk<ChoicesShown>('law.choices', { rule: calculator.rule, on: draft.on }, { fresh: 3600_000 });
  const asked = useRef<{ on: string; filled: Filled } | null>(null);
  const ruling = useMutation({
    mutationFn: (given: { on: string; filled: Filled }) => {
      asked.current = given;
      return evaluate(calculator.rule, given.on, inputOf(calculator, given.filled));
    },
  });
  const set = (change: Filled) => setDraft((now) => ({ ...now, filled: { ...now.filled, ...change } }));
  const wrong = wrongOf(ruling.error);
  const stale =
    ruling.data !== undefined && asked.current !== null && JSON.stringify(asked.current) !== JSON.stringify(draft);
  return (
    <Page
      title={calculator.title}
      note={calculator.intro}
      acts={
        <>
          {Object.keys(calculator.example).length > 0 ? (
            <Button onClick={() => setDraft((now) => ({ ...now, filled: calculator.example }))}>填入示例</Button>
          ) : null}
          <Button
            onClick={() => {
              drop();
              ruling.reset();
            }}
          >
            清空
          </Button>
          <Button disabled={!ruling.data} onClick={() => window.print()}>
            打印
          </Button>
          {parts.map((section) => (
            <SectionOf<AnswerPartProps>
              key={section.key}
              section={section}
              given={{
                rule: calculator.rule,
                on: asked.current?.on ?? draft.on,
                input: asked.current ? inputOf(calculator, asked.current.filled) : null,
                stands: ruling.data !== undefined && !stale,
              }}
            />
          ))}
        </>
      }
    >
      <div className="lw-desk">
        <div className="zs-no-print">
          <Pane title="已知情况">
            <Asked of={choices} rows={4}>
              {(answer) => (
                <form
                  aria-label={calculator.title}
                  onKeyDown={keepEnter}
                  onSubmit={(event) => {
                    event.preventDefault();
                    ruling.mutate(draft);
                  }}
                >
                  <div className="lw-cell">
                    <label htmlFor="lw-on">{calculator.dayTitle ?? '按哪一天的法规'}</label>
                    <DayField
                      id="lw-on"
                      label={calculator.dayTitle ?? '按哪一天的法规'}
                      value={draft.on}
                      change={(on) => setDraft((now) => ({ ...now, on }))}
                    />
                    {wrong.get('on') ? <div className="lw-wrong">{wrong.get('on')}</div> : null}
                  </div>
                  <Cells
                    fields={calculator.fields.filter((each) => !each.rare)}
                    {...{ filled: draft.filled, set, choices: answer.choices, wrong }}
                    drop={(key, i) => setDraft((now) => ({ ...now, filled: withoutRow(now.filled, key, i) }))}
                  />
                  <Rare
                    fields={calculator.fields.filter((each) => each.rare)}
                    {...{ filled: draft.filled, set, choices: answer.choices, wrong }}
                    drop={(key, i) => setDraft((now) => ({ ...now, filled: withoutRow(now.filled, key, i) }))}
                  />
                  <Button type="primary" htmlType="submit" loading={ruling.isPending}>
                    计算
                  </Button>
                </form>
              )}
            </Asked>
          </Pane>
        </div>
        <div aria-live="polite">
          {ruling.error ? <RefusedNote error={ruling.error} /> : null}
          {ruling.data && asked.current ? (
            <AnswerSheet
              calculator={calculator}
              ruling={ruling.data}
              on={asked.current.on}
              filled={asked.current.filled}
              choices={choices.data?.choices ?? {}}
              stale={stale}
            />
          ) : ruling.error ? null : (
            <Empty title="还没有结果" hint="填好左边，按“计算”。结果会写明每一步和依据的条款。" />
          )}
        </div>
      </div>
    </Page>
  );
}

interface CellsProps {
  fields: readonly (Field | RowsField)[];
  filled: Filled;
  set: (change: Filled) => void;
  choices: Choices;
  wrong: ReadonlyMap<string, string>;
  drop: (key: string, i: number) => void;
}

function Cells({ fields, drop, ...rest }: CellsProps): ReactNode {
  return fields.map((field) =>
    field.kind === 'rows' ? (
      <RowsCells key={rowsKey(field)} field={field} drop={drop} {...rest} />
    ) : (
      <FieldCell key={field.place} field={field} at={field.place} {...rest} />
    ),
  );
}

/** Facts few cases need stay folded until one of them is filled in or found wrong. */
function Rare(props: CellsProps): ReactNode {
  const { fields, filled, wrong } = props;
  if (fields.length === 0) return null;
  const used = fields.some((each) =>
    [...Object.keys(filled).filter((at) => filled[at] !== ''), ...wrong.keys()].some(
      (at) => at === each.place || at.startsWith(`${each.place}.`),
    ),
  );
  return (
    <details className="lw-rare" open={used || undefined}>
      <summary>更多情况（{fields.length} 项）</summary>
      <Cells {...props} />
    </details>
  );
}
