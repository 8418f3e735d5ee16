import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '#kernel';
import { Asked, useAsk } from '#kernel/ui';
import type { previewProgress } from '../queries.ts';
import './preview.css';

/** The public page as it would read today (预览), without scripts and without a way out of its frame. */
export function Preview(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>预览公开页</Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        width="min(94vw, 1200px)"
        centered
        title="预览：公布后公众看到的样子"
        destroyOnHidden
      >
        <Inside />
      </Modal>
    </>
  );
}

function Inside(): ReactNode {
  const page = useAsk<AnswerOf<typeof previewProgress>>('disclosure.preview', {}, { fresh: 0 });
  return (
    <Asked of={page} rows={10}>
      {({ title, html }) => <iframe className="ds-preview" title={title} srcDoc={html} sandbox="" />}
    </Asked>
  );
}
