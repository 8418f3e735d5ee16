import { type ReactNode, useSyncExternalStore } from 'react';
import { isMasked, mayOpen, type Personal } from '../act/personal.ts';
import { mayAny, useMe } from './me.ts';
import type { ActForm } from './record/act-form.ts';
import { useDo } from './record/act-host.tsx';

/** The command that opens one row's personal data with a reason. */
const OPENING = 'access.open-personal';
/** How long what was opened stays on the screen. */
const SHOWN_MS = 5 * 60_000;

type Values = Readonly<Record<string, string | null>>;
// In the memory of this page only: it goes with a reload, and after its time.
const opened = new Map<string, Values>();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
function show(key: string, values: Values): void {
  opened.set(key, values);
  tell();
  setTimeout(() => {
    opened.delete(key);
    tell();
  }, SHOWN_MS);
}
const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const openingForm = (of: Personal, id: string): ActForm<{ values: Values }> => ({
  name: OPENING,
  title: '查看个人信息',
  submit: '查看',
  given: { kind: of.of, id },
  fields: [
    {
      place: 'reason',
      title: '理由',
      kind: 'lines',
      max: 200,
      need: true,
      phrases: ['电话联系', '核对证书', '调查核实'],
    },
  ],
  intro: '查看人、时间、对象和理由记入留痕。',
  said: () => '已显示，本次查看已记入留痕',
});

/**
 * A value that may be masked (138****1234), with 查看 beside it for whom its declaration names: the reason is asked, the journal keeps it,
 * and the value stands here for five minutes. Nothing → `--`.
 */
export function PersonalText(props: { of: Personal; id: string; value: string | null | undefined }): ReactNode {
  const { of, id, value } = props;
  const me = useMe();
  const open = useDo();
  const key = `${me.actor.account} ${of.of} ${id}`;
  const shown = useSyncExternalStore(listen, () => opened.get(key))?.[of.column];
  if (!value) return '--';
  const text = <span className="zs-tab-figures">{isMasked(value) && shown ? shown : value}</span>;
  if (!isMasked(value) || shown || !mayAny(me, OPENING) || !mayOpen(of, me.actor)) return text;
  return (
    <span className="zs-among zs-personal">
      {text}{' '}
      <button
        type="button"
        className="zs-to zs-no-print"
        aria-label={`查看${of.title}`}
        onClick={() => open(openingForm(of, id), ({ values }) => show(key, values))}
      >
        查看
      </button>
    </span>
  );
}
