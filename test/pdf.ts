/**
 * The words of a PDF that the browser printed, page by page. Reads what Chromium writes and nothing else: plain objects, deflated streams, fonts
 * with a ToUnicode map.
 */
import { inflateSync } from 'node:zlib';

interface Piece {
  head: string;
  stream: Buffer | null;
}

/** Every object of the file by its number. */
function objectsOf(pdf: Buffer): Map<number, Piece> {
  const text = pdf.toString('latin1');
  const found = new Map<number, Piece>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\r?\n?/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('endobj', from);
    const at = text.indexOf('stream\n', from);
    if (at < 0 || at > end) {
      found.set(Number(match[1]), { head: text.slice(from, end), stream: null });
      continue;
    }
    const head = text.slice(from, at);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const raw = pdf.subarray(at + 7, at + 7 + length);
    found.set(Number(match[1]), { head, stream: head.includes('FlateDecode') ? inflateSync(raw) : Buffer.from(raw) });
  }
  return found;
}

/** Which characters a font's glyph codes stand for, and how many bytes a code has. */
interface Font {
  bytes: number;
  words: Map<number, string>;
}

function fontOf(map: string): Font {
  const words = new Map<number, string>();
  const said = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of block.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g))
      words.set(Number.parseInt(code, 16), said(to));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', to = ''] of block.matchAll(
      /<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g,
    )) {
      const from = Number.parseInt(first, 16);
      for (let n = from; n <= Number.parseInt(last, 16); n += 1)
        words.set(n, String.fromCharCode(Number.parseInt(to, 16) + n - from));
    }
  const range = /begincodespacerange\s*<([0-9A-Fa-f]+)>/.exec(map)?.[1] ?? '0000';
  return { bytes: range.length / 2, words };
}

/** The bytes of a string as the page draws it: `<0012>` or `(a\\051)`. */
function bytesOf(string: string): number[] {
  if (string.startsWith('<')) return [...Buffer.from(string.slice(1, -1), 'hex')];
  const plain = string
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
      /^[0-7]/.test(escaped)
        ? String.fromCharCode(Number.parseInt(escaped, 8))
        : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[escaped] ?? escaped),
    );
  return [...Buffer.from(plain, 'latin1')];
}

function textIn({ bytes, words }: Font, string: string): string {
  const codes = bytesOf(string);
  let text = '';
  for (let at = 0; at + bytes <= codes.length; at += bytes)
    text +=
      words.get(bytes === 1 ? (codes[at] as number) : (codes[at] as number) * 256 + (codes[at + 1] as number)) ?? '';
  return text;
}

const STRING = String.raw`<[0-9A-Fa-f]*>|\((?:\\[\s\S]|[^()\\])*\)`;
const DRAWN = new RegExp(String.raw`/(\w+) [\d.]+ Tf|\[((?:${STRING}|[^\]])*?)\] ?TJ|(${STRING}) ?Tj`, 'g');

/** Text of each page in the order of the sheets, without spaces between pieces. @throws when there is no page */
export function pagesOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const head = (n: number) => objects.get(n)?.head ?? '';
  const fontsIn = (page: string): Map<string, Font> => {
    const referred = /\/Resources (\d+) 0 R/.exec(page)?.[1];
    const list = /\/Font\s*<<([\s\S]*?)>>/.exec(referred ? head(Number(referred)) : page)?.[1] ?? '';
    return new Map(
      [...list.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', n]) => {
        const map = /\/ToUnicode (\d+) 0 R/.exec(head(Number(n)))?.[1];
        return [name, fontOf(map ? (objects.get(Number(map))?.stream?.toString('latin1') ?? '') : '')];
      }),
    );
  };
  const textOf = (page: string): string => {
    const fonts = fontsIn(page);
    const drawn = objects.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]))?.stream?.toString('latin1') ?? '';
    let font: Font = { bytes: 2, words: new Map() };
    let text = '';
    for (const [, name, list, one] of drawn.matchAll(DRAWN)) {
      if (name) font = fonts.get(name) ?? font;
      for (const [string] of (list ?? one ?? '').matchAll(new RegExp(STRING, 'g'))) text += textIn(font, string);
    }
    return text;
  };
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head)).map((one) => one.head);
  if (pages.length === 0) throw new Error('no page found in the PDF');
  return pages.map(textOf);
}
