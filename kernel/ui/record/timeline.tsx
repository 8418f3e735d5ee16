import type { ReactNode } from 'react';
import { To } from '../address.tsx';
import { useBrought } from '../module.ts';
import { instantText } from '../text.tsx';
import { EvidenceSheet } from './evidence.tsx';

/** One sentence of the story of a record. */
export interface TimelineEntry {
  id: string;
  who: string;
  role?: string;
  /** ISO instant. */
  at: string;
  /** What was done: 判定为重大隐患. */
  did: string;
  /** By which clause; opens it as of that day. */
  cite?: { text: string; path?: string; onOpen?: () => void };
  note?: ReactNode;
  photos?: readonly string[];
  /** Journal entry (留痕编号). */
  mark?: string;
  late?: boolean;
}

/** The journal mark (留痕) of an act; for who may read the journal it opens it there. */
function Mark(props: { of: string; path?: string }): ReactNode {
  const text = `留痕 ${props.of.slice(-8)}`;
  return props.path ? (
    <To path={props.path} className="zs-mark" title="打开这一条留痕">
      {text}
    </To>
  ) : (
    <span className="zs-mark" title={`留痕编号 ${props.of}`}>
      {text}
    </span>
  );
}

/** The story of a record, newest first: 谁, 何时, 做了什么, 依据哪条, each with its journal mark. */
export function Timeline(props: { entries: readonly TimelineEntry[] }): ReactNode {
  const [journal] = useBrought((module) => (module.journal ? [module.journal] : []));
  // By time, not by text: an instant may come with or without a fraction of a second.
  const ordered = [...props.entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (ordered.length === 0) return <p className="zs-meta">还没有办理记录</p>;
  return (
    <ol className="zs-timeline">
      {ordered.map((entry) => (
        <li key={entry.id} className={entry.late ? 'zs-moment zs-moment-late' : 'zs-moment'}>
          <time dateTime={entry.at}>{instantText(entry.at, false)}</time>
          <p>
            <b>{entry.who}</b>
            {entry.role ? <span className="zs-meta">（{entry.role}）</span> : null} {entry.did}
            {entry.cite ? (
              <>
                ，依据
                {entry.cite.path ? (
                  <To path={entry.cite.path}>{entry.cite.text}</To>
                ) : entry.cite.onOpen ? (
                  <button type="button" className="zs-to" onClick={entry.cite.onOpen}>
                    {entry.cite.text}
                  </button>
                ) : (
                  <span>{entry.cite.text}</span>
                )}
              </>
            ) : null}
          </p>
          {entry.note ? <div className="zs-moment-note">{entry.note}</div> : null}
          {entry.photos?.length ? <EvidenceSheet small photos={entry.photos.map((sha) => ({ sha }))} /> : null}
          {entry.mark ? <Mark of={entry.mark} {...(journal ? { path: journal.path(entry.id) } : {})} /> : null}
        </li>
      ))}
    </ol>
  );
}
