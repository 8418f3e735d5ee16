import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import type { Field } from '#kernel';
import { isQuota } from '#kernel/outbox';
import {
  Block,
  joined,
  LongText,
  locate,
  PhotoTaker,
  Phrases,
  Speaking,
  type Spot,
  say,
  sayError,
  type TakenPhoto,
  usePhone,
} from '#kernel/phone';
import type { HandInForm } from './hand-in-form.ts';
import { isPdf, keepPdf, PDF } from './materials.ts';
import type { DutyRecord } from './todo.ts';

/** PDF of the material: chosen from the phone, kept on it until it is received. */
function Papers(props: {
  of: readonly TakenPhoto[];
  left: number;
  onChange: (all: TakenPhoto[]) => void;
  onFull: () => void;
}): ReactNode {
  const { of, left, onChange, onFull } = props;
  const { outbox, now } = usePhone();
  const [busy, setBusy] = useState(false);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])].slice(0, left);
    event.target.value = '';
    setBusy(true);
    try {
      const chosen: TakenPhoto[] = [];
      for (const file of files) chosen.push(await keepPdf(outbox, file, now()));
      const fresh = chosen.filter((paper) => !of.some((one) => one.sha256 === paper.sha256));
      onChange([...of, ...fresh]);
    } catch (error) {
      if (isQuota(error)) onFull();
      else say(sayError(error, '文件没有存下来，请重选'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {of.length > 0 ? (
        <ul className="df-papers">
          {of.map((paper) => (
            <li key={paper.sha256}>
              <span>{paper.name}</span>
              <button
                type="button"
                aria-label={`删去 ${paper.name}`}
                onClick={() => onChange(of.filter((one) => one !== paper))}
              >
                删去
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {left > 0 ? (
        <label className={`zf-taker df-paper-taker${busy ? ' zf-busy' : ''}`}>
          <span>{busy ? '正在保存…' : '选 PDF 文件'}</span>
          <input type="file" accept={PDF} multiple disabled={busy} onChange={(event) => void choose(event)} />
        </label>
      ) : null}
    </>
  );
}

function Material(props: {
  field: Field;
  value: readonly TakenPhoto[];
  onChange: (all: TakenPhoto[]) => void;
  onFull: () => void;
}): ReactNode {
  const { field, value, onChange, onFull } = props;
  const spot = useRef<Promise<Spot | null> | null>(null);
  const pictures = value.filter((one) => !isPdf(one));
  const papers = value.filter(isPdf);
  const most = field.max ?? 12;
  return (
    <Block title={field.title} note="照片印上时间、地点">
      <div className="df-material">
        <PhotoTaker
          value={pictures}
          most={most - papers.length}
          onChange={(all) => onChange([...all, ...papers])}
          onFull={onFull}
          spot={() => {
            spot.current ??= locate();
            return spot.current;
          }}
        />
        <Papers
          of={papers}
          left={most - value.length}
          onChange={(all) => onChange([...pictures, ...all])}
          onFull={onFull}
        />
      </div>
    </Block>
  );
}

/** Others of the same owner that this material proves too. */
function Others(props: {
  field: Field;
  of: DutyRecord['others'];
  value: readonly string[];
  onChange: (ids: string[]) => void;
}): ReactNode {
  const { field, of, value, onChange } = props;
  if (of.length === 0) return null;
  return (
    <Block title={field.title} note="没有就不选">
      <ul className="df-others">
        {of.map((one) => (
          <li key={one.id}>
            <label>
              <input
                type="checkbox"
                checked={value.includes(one.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...value, one.id] : value.filter((id) => id !== one.id))
                }
              />
              <span>
                {one.title} {one.period}
                <span className="zf-meta">期限 {one.dueOn}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** One field of 上报 as the phone asks it. */
export function Asked(props: {
  name: string;
  field: Field;
  form: HandInForm;
  others: DutyRecord['others'];
  change: (patch: Partial<HandInForm>) => void;
  onFull: () => void;
}): ReactNode {
  const { name, field, form, change } = props;
  const value = form.values[name] ?? '';
  const write = (text: string) => change({ values: { ...form.values, [name]: text } });
  if (field.kind === 'photos')
    return (
      <Material field={field} value={form.photos} onChange={(photos) => change({ photos })} onFull={props.onFull} />
    );
  if (field.kind === 'others')
    return <Others field={field} of={props.others} value={form.also} onChange={(also) => change({ also })} />;
  if (field.kind === 'day')
    return (
      <Block title={field.title}>
        {field.hint ? <p className="zf-meta">{field.hint}</p> : null}
        <input
          className="zf-date"
          type="date"
          aria-label={field.title}
          value={value}
          onChange={(event) => write(event.target.value)}
        />
      </Block>
    );
  return (
    <Block title={field.title}>
      <LongText label={field.title} value={value} onChange={write} most={field.max ?? 1000} rows={3} />
      <Phrases of={field.phrases ?? []} onPick={(phrase) => write(joined(value, phrase))}>
        <Speaking onWords={(words) => write(joined(value, words))} />
      </Phrases>
    </Block>
  );
}
