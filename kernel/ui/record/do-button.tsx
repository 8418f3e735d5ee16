import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActDrawer } from './act-drawer.tsx';
import type { ActForm } from './act-form.ts';

/** A button that opens the form of one command; absent when the server did not say `can`. */
export function DoButton<Answer = unknown>(props: {
  form: () => ActForm<Answer>;
  can: readonly string[] | boolean;
  title?: string;
  look?: 'primary' | 'link' | 'default';
  onDone?: (answer: Answer) => void;
}): ReactNode {
  const [form, setForm] = useState<ActForm<Answer> | null>(null);
  const plain = props.form();
  const may = typeof props.can === 'boolean' ? props.can : props.can.includes(plain.name);
  if (!may) return null;
  const title = props.title ?? plain.title;
  return (
    <>
      {props.look === 'link' ? (
        <button type="button" className="zs-to" onClick={() => setForm(plain)}>
          {title}
        </button>
      ) : (
        <Button type={props.look ?? 'default'} danger={plain.danger ?? false} onClick={() => setForm(plain)}>
          {title}
        </Button>
      )}
      {form ? (
        <ActDrawer<Answer>
          form={form}
          open
          onClose={() => setForm(null)}
          {...(props.onDone ? { onDone: props.onDone } : {})}
        />
      ) : null}
    </>
  );
}
