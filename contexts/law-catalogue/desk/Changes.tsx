import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Asked, Empty, Page, Pane, StateWord, useAddress, useAsk, useMe } from '#kernel/ui';
import { type CatalogueKind, catalogueKinds, catalogueWords } from '../domain/catalogue.ts';
import type { ChangesShown, LawChange } from './answers.ts';
import { DayField } from './DayField.tsx';
import { Unchecked } from './Mark.tsx';
import './law.css';

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const yearBefore = (day: string) =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

/** 两日之间的变化: what came into force and what ended, day by day. */
export default function Changes(): ReactNode {
  const { search, set } = useAddress();
  const me = useMe();
  const to = text(search.to) || me.today;
  const from = text(search.from) || yearBefore(to);
  const kind = catalogueKinds.find((each) => each === search.kind);
  const answer = useAsk<ChangesShown>('law.changes', { from, to }, { fresh: 3600_000 });
  return (
    <Page title="两日之间的法规变化" note="从前一日到后一日，哪些开始施行，哪些失效">
      <Pane>
        <div className="zs-row lw-query">
          <span>前一日</span>
          <DayField label="前一日" value={from} change={(day) => set({ from: day || undefined })} />
          <span>后一日</span>
          <DayField label="后一日" value={to} change={(day) => set({ to: day || undefined })} />
        </div>
      </Pane>
      <Asked of={answer}>
        {({ changes }) => {
          const counted = (each: CatalogueKind) => changes.filter((one) => one.kind === each).length;
          const shown = kind ? changes.filter((one) => one.kind === kind) : changes;
          const days = [...new Set(shown.map((one) => one.day))];
          if (changes.length === 0)
            return <Empty title={`${from} 到 ${to} 法规没有变化`} hint="收录的法规在这段时间没有开始施行或失效的。" />;
          return (
            <>
              <Segmented<CatalogueKind | ''>
                aria-label="种类"
                value={kind ?? ''}
                onChange={(next) => set({ kind: next || undefined })}
                options={[
                  { value: '', label: `全部 ${changes.length}` },
                  ...catalogueKinds
                    .filter((each) => counted(each) > 0)
                    .map((each) => ({ value: each, label: `${catalogueWords[each]} ${counted(each)}` })),
                ]}
              />
              {days.map((day) => (
                <DayPane key={day} day={day} changes={shown.filter((one) => one.day === day)} />
              ))}
            </>
          );
        }}
      </Asked>
    </Page>
  );
}

const most = 40;

function DayPane(props: { day: string; changes: readonly LawChange[] }): ReactNode {
  const began = props.changes.filter((one) => one.change === 'began').length;
  const shown = props.changes.slice(0, most);
  const more = props.changes.slice(most);
  return (
    <Pane title={props.day} note={`开始 ${began} 条，失效 ${props.changes.length - began} 条`} flush>
      <table className="zs-plain lw-found">
        <thead>
          <tr>
            <th scope="col">变化</th>
            <th scope="col">种类</th>
            <th scope="col">内容</th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          <Lines changes={shown} />
        </tbody>
      </table>
      {more.length > 0 ? (
        <details className="lw-more">
          <summary>这一天另有 {more.length} 条</summary>
          <table className="zs-plain lw-found">
            <tbody>
              <Lines changes={more} />
            </tbody>
          </table>
        </details>
      ) : null}
    </Pane>
  );
}

function Lines(props: { changes: readonly LawChange[] }): ReactNode {
  return props.changes.map((one) => (
    <tr key={`${one.change}:${one.kind}:${one.id}`}>
      <td>
        <StateWord
          word={one.change === 'began' ? '开始施行' : '失效'}
          tone={one.change === 'began' ? 'doing' : 'off'}
        />
      </td>
      <td>{catalogueWords[one.kind]}</td>
      <td>
        {one.title}
        {one.kind === 'parameter' || one.kind === 'clock' ? <div className="zs-meta">{one.text}</div> : null}
      </td>
      <td className="zs-meta">
        {one.cite} <Unchecked checked={one.checked} />
      </td>
    </tr>
  ));
}
