import { Refused, Unreachable } from './api.ts';
import { sha256Of } from './sha256.ts';
import { under } from './sub-path.ts';

/** What the server says of a stored file. */
export interface StoredFile {
  sha256: string;
  bytes: number;
  kind: string;
  width?: number;
  height?: number;
  /** Records where the same bytes already serve as evidence (重复使用的照片). */
  seenElsewhere: unknown[];
}

/** Address of a stored file. */
export function fileUrl(sha: string, size: 'thumb' | 'view' | 'original' = 'view'): string {
  return under(`/api/v1/files/${sha}?size=${size}`);
}

/**
 * Stores a file under its own SHA-256; the same bytes again cost nothing. XMLHttpRequest because fetch tells no upload progress.
 * @throws Refused, Unreachable
 */
export async function putFile(file: File, told: (share: number) => void = () => {}): Promise<StoredFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha = await sha256Of(bytes);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', under(`/api/v1/files/${sha}`));
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = (e) => told(e.total ? e.loaded / e.total : 0);
    request.onerror = () => reject(new Unreachable(`“${file.name}”没有传上去：连不上服务器。请检查网络后重试。`));
    request.onload = () => {
      try {
        const body = JSON.parse(request.responseText) as Record<string, unknown>;
        if (request.status === 200) resolve(body as unknown as StoredFile);
        else if (body.refused) reject(new Refused(request.status, body));
        else reject(new Unreachable(`“${file.name}”没有传上去，请重试。`));
      } catch {
        reject(new Unreachable(`“${file.name}”没有传上去：服务器没有应答，请稍后重试。`));
      }
    };
    request.send(bytes);
  });
}

/** Hands a fetched file to the browser under a name, as if a link to it had been pressed. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
