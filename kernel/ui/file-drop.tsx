import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import { Button } from 'antd';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { sentence } from './api.ts';
import { fileUrl, putFile } from './files.ts';

interface Going {
  key: string;
  file: File;
  share: number;
  failed?: string;
}

/** Files by hash: dropped, chosen or taken with the camera; each shows how far it is and why it failed (上传). */
export function FileDrop(props: {
  label: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  max?: number;
  /** As in `<input accept>`; photos when absent. */
  accept?: string;
  /** Phones open the camera at once. */
  camera?: boolean;
  id?: string;
}): ReactNode {
  const max = props.max ?? 30;
  const accept = props.accept ?? 'image/*';
  const photos = accept.startsWith('image/');
  const input = useRef<HTMLInputElement>(null);
  const [going, setGoing] = useState<Going[]>([]);
  const [over, setOver] = useState(false);
  const latest = useRef(props.value);
  useEffect(() => {
    latest.current = props.value;
  }, [props.value]);

  const step = (key: string, change: Partial<Going>) =>
    setGoing((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const send = async (one: Going) => {
    try {
      const stored = await putFile(one.file, (share) => step(one.key, { share }));
      setGoing((now) => now.filter((other) => other.key !== one.key));
      if (!latest.current.includes(stored.sha256)) {
        latest.current = [...latest.current, stored.sha256];
        props.onChange([...latest.current]);
      }
    } catch (error) {
      step(one.key, { failed: sentence(error) });
    }
  };
  const add = (files: FileList | null) => {
    const room = max - props.value.length - going.length;
    const chosen = [...(files ?? [])].slice(0, Math.max(0, room));
    const fresh = chosen.map((file, i) => ({ key: `${String(Date.now())}-${String(i)}`, file, share: 0 }));
    setGoing((now) => [...now, ...fresh]);
    for (const one of fresh) void send(one);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      className={over ? 'zs-drop zs-drop-over' : 'zs-drop'}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {props.value.length || going.length ? (
        <ul className="zs-sheet zs-sheet-small">
          {props.value.map((sha) => (
            <li key={sha}>
              {photos ? (
                <img src={fileUrl(sha, 'thumb')} alt={props.label} />
              ) : (
                <span className="zs-mark">{sha.slice(0, 8)}</span>
              )}
              <button
                type="button"
                className="zs-sheet-drop"
                aria-label="移除"
                onClick={() => props.onChange(props.value.filter((one) => one !== sha))}
              >
                <CloseOutlined />
              </button>
            </li>
          ))}
          {going.map((one) => (
            <li key={one.key} className="zs-going">
              {one.failed ? (
                <>
                  <span className="zs-field-wrong">{one.failed}</span>
                  <button
                    type="button"
                    className="zs-to"
                    onClick={() => {
                      step(one.key, { failed: undefined as never, share: 0 });
                      void send(one);
                    }}
                  >
                    重传
                  </button>
                  <button
                    type="button"
                    className="zs-to"
                    onClick={() => setGoing((now) => now.filter((other) => other.key !== one.key))}
                  >
                    放弃
                  </button>
                </>
              ) : (
                <span className="zs-meta" role="status">
                  {one.file.name} {Math.round(one.share * 100)}%
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <input
        ref={input}
        id={props.id}
        className="zs-hidden"
        type="file"
        aria-label={props.label}
        accept={accept}
        multiple={max > 1}
        {...(props.camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          add(event.target.files);
          event.target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()} disabled={props.value.length + going.length >= max}>
        {photos ? (props.camera ? '拍照' : '选择照片') : '选择文件'}
      </Button>
      <span className="zs-meta">
        也可拖到这里；{String(props.value.length)} / {String(max)}
      </span>
    </div>
  );
}
