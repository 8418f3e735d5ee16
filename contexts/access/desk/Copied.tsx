import CopyOutlined from '@ant-design/icons/es/icons/CopyOutlined';
import { Button } from 'antd';
import { type ReactNode, useId, useRef, useState } from 'react';

/** Copies words; outside HTTPS the clipboard is closed to pages, then the old way of the marked text is taken. */
async function copy(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}

/** Words to hand on (a link, a password, a key) beside a button that copies them. */
export function Copied(props: { title: string; text: string; hint?: ReactNode }): ReactNode {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const press = async () => {
    if (!field.current) return;
    setSaid((await copy(field.current)) ? '已复制' : '这个浏览器不能代为复制，请按 Ctrl+C');
  };
  return (
    <div className="access-copied">
      <label htmlFor={id}>{props.title}</label>
      <div>
        <input id={id} ref={field} readOnly value={props.text} onFocus={(e) => e.target.select()} />
        <Button icon={<CopyOutlined />} onClick={() => void press()}>
          复制
        </Button>
      </div>
      <p className="zs-meta" role="status">
        {said ? <b>{said}。</b> : null}
        {props.hint}
      </p>
    </div>
  );
}
