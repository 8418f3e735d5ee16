import { type ReactNode, useEffect, useState } from 'react';
import { fileUrl } from '#kernel/ui';
import { forgetOld, keep, keptOf, useKept } from './kept.ts';
import { usePhone } from './phone-state.ts';

const WEEK = 7 * 24 * 3_600_000;
const nameOf = (sha256: string): string => `thumb ${sha256}`;

/** A small picture as it is kept. */
interface KeptThumb {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/** Brings a small picture onto the phone, once. @throws when there is no line */
export async function keepThumb(account: string, sha256: string): Promise<void> {
  if (await keptOf(account, nameOf(sha256))) return;
  const answer = await fetch(fileUrl(sha256, 'thumb'));
  // A picture that is not to be had is shown as missing; the rest is still worth keeping.
  if (!answer.ok) return;
  const type = answer.headers.get('content-type') ?? 'image/jpeg';
  await keep(account, nameOf(sha256), { bytes: new Uint8Array(await answer.arrayBuffer()), type } satisfies KeptThumb);
}

/** Forgets the small pictures of more than a week ago. */
export const forgetOldThumbs = (account: string): Promise<void> => forgetOld(account, nameOf(''), WEEK);

/** A small photo: the one kept on the phone, else the server's; the large one opens where there is a line. */
export function ServerThumb(props: { sha256: string; title: string }): ReactNode {
  const { me, online } = usePhone();
  const row = useKept<KeptThumb>(me.actor.account, nameOf(props.sha256));
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!row) return;
    const made = URL.createObjectURL(new Blob([row.value.bytes], { type: row.value.type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [row]);
  const image = (
    <img
      src={url ?? (row === null ? fileUrl(props.sha256, 'thumb') : undefined)}
      alt={`${props.title}照片`}
      loading="lazy"
    />
  );
  // The large one is not on the phone.
  if (!online) return image;
  return (
    <a className="zf-thumb-open" href={fileUrl(props.sha256, 'view')} target="_blank" rel="noreferrer">
      {image}
    </a>
  );
}
