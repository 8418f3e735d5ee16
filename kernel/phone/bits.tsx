import type { ReactNode } from 'react';
import { BackIcon, OnIcon } from './icons.tsx';
import { back, go } from './way.ts';
import './phone.css';
import './answers.css';
import './marks.css';

/** A page under its own bar: back, title, one thing on the right. */
export function PhonePage(props: {
  title: string;
  backTo?: string;
  right?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { title, backTo, right, foot, children } = props;
  return (
    <div className={`zf-page${foot ? ' zf-page-foot' : ''}`}>
      <header className="zf-bar">
        {backTo === undefined ? null : (
          <button type="button" className="zf-bar-back" aria-label="返回" onClick={() => back(backTo)}>
            <BackIcon />
          </button>
        )}
        <h1>{title}</h1>
        <div className="zf-bar-right">{right}</div>
      </header>
      <main className="zf-main">{children}</main>
      {foot ? <footer className="zf-foot">{foot}</footer> : null}
    </div>
  );
}

/** A titled white block. */
export function Block(props: { title?: ReactNode; note?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className="zf-block">
      {props.title ? (
        <h2>
          {props.title}
          {props.note ? <span className="zf-meta">{props.note}</span> : null}
        </h2>
      ) : null}
      {props.children}
    </section>
  );
}

/** Lines of name and value. */
export function Lines(props: { of: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className="zf-lines">
      {props.of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null || value === undefined || value === '' ? '--' : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Nothing here: what would be, and what to do. */
export function Nothing(props: { title: string; hint?: ReactNode; act?: ReactNode }): ReactNode {
  return (
    <div className="zf-nothing">
      <b>{props.title}</b>
      {props.hint ? <p>{props.hint}</p> : null}
      {props.act}
    </div>
  );
}

/** Grey lines where a list will be. */
export function Coming(props: { rows?: number }): ReactNode {
  return (
    <div className="zf-coming" role="status" aria-label="正在载入">
      {Array.from({ length: props.rows ?? 4 }, (_, i) => (
        <i key={`line-${String(i)}`} />
      ))}
    </div>
  );
}

/** One large answer among few. */
export function Choice(props: { title: string; hint?: string; chosen: boolean; onChoose: () => void }): ReactNode {
  return (
    <button
      type="button"
      className={`zf-choice${props.chosen ? ' zf-choice-on' : ''}`}
      aria-pressed={props.chosen}
      onClick={props.onChoose}
    >
      <b>{props.title}</b>
      {props.hint ? <span>{props.hint}</span> : null}
    </button>
  );
}

/** Common phrases (常用语): a touch adds one. */
export function Phrases(props: {
  of: readonly string[];
  onPick: (phrase: string) => void;
  label?: string;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="zf-chips" role="group" aria-label={props.label ?? '常用语'}>
      {props.children}
      {props.of.map((phrase) => (
        <button key={phrase} type="button" className="zf-chip" onClick={() => props.onPick(phrase)}>
          {phrase}
        </button>
      ))}
    </div>
  );
}

/** A line that leads to another page. */
export function Leads(props: { to: string; children: ReactNode; className?: string }): ReactNode {
  return (
    <button type="button" className={`zf-leads ${props.className ?? ''}`} onClick={() => go(props.to)}>
      <span className="zf-leads-body">{props.children}</span>
      <OnIcon />
    </button>
  );
}

/** Text as a whole with a phrase added: a stop between, never two. */
export const joined = (text: string, more: string): string =>
  text.trim() === '' ? more : `${text.trim().replace(/[。；，、]$/, '')}；${more}`;

/** A text of several lines; it grows with what is written and says when it is full. */
export function LongText(props: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  most: number;
  hint?: string;
  rows?: number;
}): ReactNode {
  const { label, value, onChange, most, hint, rows = 4 } = props;
  const lines = Math.min(
    10,
    value.split('\n').reduce((n, line) => n + 1 + Math.floor([...line].length / 19), 0),
  );
  return (
    <>
      <textarea
        className="zf-text"
        aria-label={label}
        value={value}
        placeholder={hint}
        maxLength={most}
        rows={Math.max(rows, lines)}
        onChange={(event) => onChange(event.target.value)}
      />
      {value.length > most * 0.9 ? <p className="zf-meta">{`${value.length} / ${most} 字`}</p> : null}
    </>
  );
}
