import { describe, expect, it } from 'vitest';
import { attachment, fitsName, holdsPage, isSha256, kindOf, shownName } from './file.rule.ts';

const bytes = (...list: (number | string)[]) =>
  Uint8Array.from(list.flatMap((x) => (typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : [x])));

describe('what a file is', () => {
  it.each([
    [bytes(0xff, 0xd8, 0xff, 0xe1), 'image/jpeg'],
    [bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'image/png'],
    [bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 '), 'image/webp'],
    [bytes('%PDF-1.7'), 'application/pdf'],
    [bytes(0, 0, 0, 24, 'ftypheic'), 'heic'],
    [bytes('RIFF', 1, 2, 3, 4, 'WAVE'), null],
    [bytes('<svg xmlns'), null],
    [bytes('GIF89a'), null],
    [bytes('MZ'), null],
    [bytes(' %PDF-1.7'), null],
    [bytes(), null],
  ])('%# is %s', (head, kind) => expect(kindOf(head)).toBe(kind));

  it.each([
    ['GIF <script>alert(1)</script>', true],
    ['..<!DOCTYPE html>', true],
    ['<HTML>', true],
    ['<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>', false],
    ['<htmlx', false],
  ])('%j holds a page: %s', (text, yes) => expect(holdsPage(text)).toBe(yes));

  it.each([
    ['现场.jpg', 'image/png', true],
    ['现场', 'image/png', true],
    ['现场.html', 'image/png', false],
    ['现场.svg', 'image/png', false],
    ['现场.pdf', 'image/jpeg', false],
    ['方案.pdf', 'application/pdf', true],
    ['方案.jpg', 'application/pdf', false],
  ] as const)('%s for %s: %s', (name, kind, fits) => expect(fitsName(name, kind)).toBe(fits));
});

describe('names', () => {
  it.each([
    [encodeURIComponent('一号车间 整改前.jpg'), '一号车间 整改前.jpg'],
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['%2Fetc%2Fpasswd', 'passwd'],
    ['C%3A%5Cwindows%5Cx.png', 'x.png'],
    [encodeURIComponent('..＼..＼x.png'), 'x.png'],
    ['..', '附件.png'],
    ['a%00b%0Ac.png', 'abc.png'],
    [encodeURIComponent('\u202egnp.exe'), 'gnp.exe'],
    ['%252e%252e%252fx', '%2e%2e%2fx'],
    ['%zz', '附件.png'],
    [undefined, '附件.png'],
    [encodeURIComponent(`${'长'.repeat(300)}.png`), `${'长'.repeat(116)}.png`],
    ['%3Cscript%3E.png', 'script.png'],
  ])('%j is shown as %j', (header, name) => expect(shownName(header, 'image/png')).toBe(name));

  it('a download carries its Chinese name (RFC 6266)', () => {
    expect(attachment("隐患 (1)'.jpg", 'image/jpeg')).toBe(
      `attachment; filename="file.jpg"; filename*=UTF-8''%E9%9A%90%E6%82%A3%20%281%29%27.jpg`,
    );
  });

  it.each([
    ['a'.repeat(64), true],
    ['A'.repeat(64), false],
    [`../${'a'.repeat(61)}`, false],
    [`${'a'.repeat(64)}\n`, false],
    ['a'.repeat(63), false],
  ])('%j is a hash: %s', (text, yes) => expect(isSha256(text)).toBe(yes));
});
