/**
 * A small streaming XML scanner (XML 扫描器) for workbook parts: start tags, text and end tags, names without their
 * prefix (some makers write <x:row>). It knows only the five predefined entities and character references, so nothing
 * can be expanded or fetched. Measured against hucre 1.0.0 and exceljs 4.4.0 in bench/workbook.ts.
 */
import { WorkbookRefusal } from './refusal.ts';

export interface XmlHandler {
  /** `attributes` is the raw text inside the tag; read it with `attribute()`. */
  open(name: string, attributes: string, selfClosing: boolean): void;
  text(raw: string): void;
  close(name: string): void;
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with its character references resolved; an unknown entity is left as it stands. */
export function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, body: string) => {
    if (body[0] !== '#') return named[body] ?? whole;
    const point = body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

/** Value of one attribute by its local name (`id` also finds `r:id`), or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  let from = 0;
  for (;;) {
    const at = attributes.indexOf(name, from);
    if (at < 0) return undefined;
    from = at + name.length;
    const before = at === 0 ? 32 : attributes.charCodeAt(at - 1);
    // The name must stand alone: start, space or prefix colon before it, and = after it.
    if (before !== 32 && before !== 58 && before !== 9 && before !== 10 && before !== 13) continue;
    let eq = from;
    while (attributes.charCodeAt(eq) <= 32) eq++;
    if (attributes.charCodeAt(eq) !== 61) continue;
    eq++;
    while (attributes.charCodeAt(eq) <= 32) eq++;
    const quote = attributes[eq];
    if (quote !== '"' && quote !== "'") continue;
    const end = attributes.indexOf(quote, eq + 1);
    if (end < 0) return undefined;
    return unescapeXml(attributes.slice(eq + 1, end));
  }
}

/** Position of the `>` that ends the tag starting at `from`; a `>` inside quotes does not end it. */
function tagEnd(text: string, from: number): number {
  let end = text.indexOf('>', from);
  let scanned = from;
  let quote = 0;
  while (end >= 0) {
    for (; scanned < end; scanned++) {
      const c = text.charCodeAt(scanned);
      if (quote !== 0) {
        if (c === quote) quote = 0;
      } else if (c === 34 || c === 39) quote = c;
    }
    if (quote === 0) return end;
    end = text.indexOf('>', end + 1);
  }
  return -1;
}

/** A tag longer than this is no spreadsheet's. Bounds what the scanner keeps between chunks. */
const longestToken = 4_194_304;

export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #place: string;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';

  /** @param place part name, for messages */
  constructor(handler: XmlHandler, place: string) {
    this.#handler = handler;
    this.#place = place;
  }

  write(chunk: Uint8Array): void {
    this.#scan(this.#rest + this.#decoder.decode(chunk, { stream: true }));
  }

  end(): void {
    this.#scan(this.#rest + this.#decoder.decode());
    if (this.#rest.trim() !== '') throw this.#broken();
  }

  #broken(): WorkbookRefusal {
    return new WorkbookRefusal('DAMAGED', `${this.#place} 的内容不完整，请用 Excel 或 WPS 重新保存后再导入`);
  }

  #scan(text: string): void {
    let at = 0;
    const length = text.length;
    while (at < length) {
      const lt = text.indexOf('<', at);
      if (lt < 0) break;
      if (lt > at) this.#handler.text(text.slice(at, lt));
      const next = text.charCodeAt(lt + 1);
      let end: number;
      if (next === 33 || next === 63) {
        end = this.#special(text, lt);
        if (end < 0) {
          at = lt;
          break;
        }
        at = end;
        continue;
      }
      end = tagEnd(text, lt + 1);
      if (end < 0) {
        at = lt;
        break;
      }
      this.#tag(text, lt + 1, end, next === 47);
      at = end + 1;
    }
    this.#rest = at === 0 ? text : text.slice(at);
    if (this.#rest.length > longestToken) throw this.#broken();
  }

  #tag(text: string, from: number, end: number, closing: boolean): void {
    const selfClosing = text.charCodeAt(end - 1) === 47;
    const stop = selfClosing && !closing ? end - 1 : end;
    const start = closing ? from + 1 : from;
    let nameEnd = start;
    let nameStart = start;
    for (; nameEnd < stop; nameEnd++) {
      const c = text.charCodeAt(nameEnd);
      if (c === 58) nameStart = nameEnd + 1;
      else if (c <= 32) break;
    }
    const name = text.slice(nameStart, nameEnd);
    if (closing) {
      this.#handler.close(name);
      return;
    }
    this.#handler.open(name, nameEnd < stop ? text.slice(nameEnd + 1, stop) : '', selfClosing);
    if (selfClosing) this.#handler.close(name);
  }

  /** Comments and instructions are skipped, CDATA is text. Returns where to go on, or -1 when more is needed. */
  #special(text: string, lt: number): number {
    const [opening, closing] = text.startsWith('<!--', lt)
      ? ['<!--', '-->']
      : text.startsWith('<![CDATA[', lt)
        ? ['<![CDATA[', ']]>']
        : text.startsWith('<?', lt)
          ? ['<?', '?>']
          : ['', ''];
    if (opening === '') {
      // Not enough text yet to tell, or a document type, which unpack() has already refused.
      if (text.length - lt < 9) return -1;
      throw new WorkbookRefusal('FORBIDDEN_XML', `${this.#place} 含有文档类型声明，正常的表格没有，不予接收`);
    }
    const end = text.indexOf(closing, lt + opening.length);
    if (end < 0) return -1;
    if (opening === '<![CDATA[') {
      this.#handler.text(text.slice(lt + opening.length, end).replaceAll('&', '&amp;'));
    }
    return end + closing.length;
  }
}
