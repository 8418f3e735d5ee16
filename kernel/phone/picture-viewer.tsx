import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { CrossIcon } from './icons.tsx';
import { wayHistory } from './way.ts';

/**
 * One picture over everything. A tap, the phone's back key and Escape close it; two fingers enlarge it, as they do any page. It takes a step of the
 * history of its own, so that going back leaves the picture and not the form behind it.
 */
export function PictureViewer(props: { url: string; title: string; onClose: () => void }): ReactNode {
  const close = useRef(props.onClose);
  close.current = props.onClose;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    const history = wayHistory();
    history.push(history.location.href, {});
    let left = false;
    const stop = history.subscribe(() => {
      left = true;
      close.current();
    });
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current();
    };
    addEventListener('keydown', keys);
    return () => {
      removeEventListener('keydown', keys);
      stop();
      if (!left) history.back();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <div className="zf-viewer" role="dialog" aria-modal="true" aria-label={props.title}>
      <button ref={button} type="button" aria-label="关闭照片" onClick={() => close.current()}>
        <img src={props.url} alt={props.title} />
        <CrossIcon />
      </button>
    </div>,
    document.body,
  );
}
