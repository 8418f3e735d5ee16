import { Button } from 'antd-mobile';
import type { ReactNode } from 'react';

/** Hands a text to the person as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The device is full: what is written stays on the screen, and can leave as a file. */
export function FullNotice(props: { exported: () => Promise<string>; name: string }): ReactNode {
  return (
    <div className="zf-full" role="alert">
      <b>手机存储已满，这一页还没有存下来</b>
      <p>
        请不要关闭本页。可以先删去手机里不用的照片或视频再继续；也可以把填写的内容存成文件，换一台手机在“待传”里导入。
      </p>
      <Button
        color="primary"
        fill="outline"
        onClick={() => void props.exported().then((text) => saveFile(props.name, text))}
      >
        存成文件
      </Button>
    </div>
  );
}
