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

/** Which characters a font's glyph numbers stand for. */
function glyphsOf(map: string): Map<string, string> {
  const words = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const glyphs = new Map<string, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', to = ''] of block.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g))
      glyphs.set(glyph.toUpperCase(), words(to));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', to = ''] of block.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g))
      for (let n = Number.parseInt(first, 16); n <= Number.parseInt(last, 16); n += 1) {
        const code = Number.parseInt(to, 16) + n - Number.parseInt(first, 16);
        glyphs.set(n.toString(16).toUpperCase().padStart(4, '0'), String.fromCharCode(code));
      }
  return glyphs;
}

/** Text of each page in the order of the sheets, without spaces between pieces. @throws when there is no page */
export function pagesOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const head = (n: number) => objects.get(n)?.head ?? '';
  const fontsIn = (of: string): Map<string, Map<string, string>> => {
    const fonts = new Map<string, Map<string, string>>();
    const inline = /\/Font\s*<<([\s\S]*?)>>/.exec(of)?.[1];
    const referred = /\/Font (\d+) 0 R/.exec(of)?.[1];
    const list = inline ?? (referred ? head(Number(referred)) : '');
    for (const [, name = '', n] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(head(Number(n)))?.[1];
      fonts.set(name, glyphsOf(map ? (objects.get(Number(map))?.stream?.toString('latin1') ?? '') : ''));
    }
    return fonts;
  };
  const textOf = (page: string): string => {
    const resources = /\/Resources (\d+) 0 R/.exec(page)?.[1];
    const fonts = fontsIn(resources ? head(Number(resources)) : page);
    const drawn = objects.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]))?.stream?.toString('latin1') ?? '';
    let font = new Map<string, string>();
    let text = '';
    for (const [, name, list, one] of drawn.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ|(<[0-9A-Fa-f]+>) Tj/g)) {
      if (name) font = fonts.get(name) ?? font;
      for (const [, hex = ''] of (list ?? one ?? '').matchAll(/<([0-9A-Fa-f]+)>/g))
        for (const glyph of hex.match(/.{4}/g) ?? []) text += font.get(glyph.toUpperCase()) ?? '';
    }
    return text;
  };
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head)).map((one) => one.head);
  if (pages.length === 0) throw new Error('no page found in the PDF');
  return pages.map(textOf);
}
