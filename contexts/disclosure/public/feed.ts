import type { Publication } from '../subjects.ts';
import { escaped, OPEN } from './page.ts';

/** An Atom feed of what is published. */
export function feedOf(list: readonly Publication[], site: string, base = OPEN): string {
  const entries = list.map(
    (p) =>
      `<entry><id>urn:uuid:${p.id}</id><title>${escaped(p.title)}</title><updated>${p.publishedAt}</updated><link href="${escaped(site)}${base}/progress/${p.id}"/>` +
      `<summary>${escaped(p.body.campaigns.map((c) => `${c.title}：未销号 ${c.open} 条`).join('；'))}</summary></entry>`,
  );
  return (
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${escaped(site)}${base}/</id><title>安全生产监管信息公开</title>` +
    `<updated>${list[0]?.publishedAt ?? '1970-01-01T00:00:00Z'}</updated><link href="${escaped(site)}${base}/"/>${entries.join('')}</feed>`
  );
}
