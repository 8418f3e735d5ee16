import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { Pane } from '../pane.tsx';
import { useTabTitle } from '../tab.ts';
import type { ActForm } from './act-form.ts';
import { useDo } from './act-host.tsx';

/** One fact with its title. */
export interface Fact {
  title: string;
  value: ReactNode;
  /** Takes the whole line. */
  wide?: boolean;
}

/** Titles and values in even columns; nothing → `--`. */
export function Facts(props: { facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="zs-facts">
      {props.facts.map((fact) => (
        <div key={fact.title} className={fact.wide ? 'zs-fact zs-fact-wide' : 'zs-fact'}>
          <dt>{fact.title}</dt>
          <dd>{fact.value === null || fact.value === undefined || fact.value === '' ? '--' : fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One section of a record. */
export interface RecordSection {
  key: string;
  title: string;
  note?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}

/**
 * One record: header with number, name, state, clock and the acts the server says are open (`can`); sections on the left,
 * its story on the right. One act is primary, the others stand beside it or behind 更多.
 */
export function RecordPage(props: {
  number: string;
  name: string;
  state: ReactNode;
  clock?: ReactNode;
  facts?: readonly Fact[];
  can: readonly string[];
  acts: readonly ActForm<never>[];
  /** Command name that is the usual next step; else the first that is open. Null: none is, all stand behind 更多. */
  primary?: string | null;
  more?: readonly { title: string; run: () => void }[];
  onDone?: (name: string, answer: unknown) => void;
  sections: readonly RecordSection[];
  timeline?: ReactNode;
}): ReactNode {
  // The name first: a narrow tab cuts the end, and numbers of one year all begin alike.
  useTabTitle(`${props.name} ${props.number}`.trim());
  const openForm = useDo();
  const start = (form: ActForm<never>) =>
    openForm(form as unknown as ActForm<unknown>, (answer) => props.onDone?.(form.name, answer));
  const open = props.acts.filter((form) => props.can.includes(form.name));
  const usual = open.find((form) => form.name === props.primary) ?? open.find((form) => !form.danger) ?? open[0];
  const primary = props.primary === null ? undefined : usual;
  const others = open.filter((form) => form !== primary);
  const beside = others.length <= 1 ? others : [];
  const behind = [
    ...(beside.length ? [] : others).map((form) => ({
      key: form.name,
      label: form.title,
      danger: form.danger ?? false,
    })),
    ...(props.more ?? []).map((one) => ({ key: one.title, label: one.title })),
  ];
  return (
    <article className="zs-record">
      <header className="zs-record-head">
        <div className="zs-record-line">
          <span className="zs-record-number">{props.number}</span>
          <h1>{props.name}</h1>
          {props.state}
          {props.clock}
          <span className="zs-record-acts">
            {beside.map((form) => (
              <Button key={form.name} danger={form.danger ?? false} onClick={() => start(form)}>
                {form.title}
              </Button>
            ))}
            {behind.length ? (
              <Dropdown
                trigger={['click']}
                menu={{
                  items: behind,
                  onClick: ({ key }) => {
                    const form = others.find((one) => one.name === key);
                    if (form) start(form);
                    else props.more?.find((one) => one.title === key)?.run();
                  },
                }}
              >
                <Button>
                  更多 <DownOutlined />
                </Button>
              </Dropdown>
            ) : null}
            {primary ? (
              <Button type="primary" danger={primary.danger ?? false} onClick={() => start(primary)}>
                {primary.title}
              </Button>
            ) : null}
          </span>
        </div>
        {props.facts?.length ? <Facts facts={props.facts} /> : null}
      </header>
      <div className={props.timeline ? 'zs-record-body zs-record-two' : 'zs-record-body'}>
        <div className="zs-col">
          {props.sections.map((section) => (
            <Pane
              key={section.key}
              title={section.title}
              note={section.note}
              acts={section.acts}
              flush={section.flush ?? false}
            >
              {section.children}
            </Pane>
          ))}
        </div>
        {props.timeline ? (
          <aside className="zs-col" aria-label="办理经过">
            <Pane title="办理经过">{props.timeline}</Pane>
          </aside>
        ) : null}
      </div>
    </article>
  );
}
