import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ActForm } from './act-form.ts';
import { useDo } from './act-host.tsx';

/** A button that opens the form of one command; absent when the server did not say `can`. */
export function DoButton<Answer = unknown>(props: {
  form: () => ActForm<Answer>;
  can: readonly string[] | boolean;
  title?: string;
  look?: 'primary' | 'link' | 'default';
  onDone?: (answer: Answer) => void;
}): ReactNode {
  const open = useDo();
  const plain = props.form();
  const may = typeof props.can === 'boolean' ? props.can : props.can.includes(plain.name);
  if (!may) return null;
  const title = props.title ?? plain.title;
  const press = () => open(plain, props.onDone);
  return props.look === 'link' ? (
    <button type="button" className="zs-to" onClick={press}>
      {title}
    </button>
  ) : (
    <Button type={props.look ?? 'default'} danger={plain.danger ?? false} onClick={press}>
      {title}
    </Button>
  );
}
