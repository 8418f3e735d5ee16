/** The notices this repository ships: complete, consistent, and every sub-clause answered. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Notice } from './domain/notice.ts';
import { faultText, loadNotice, loadNotices, type NoticeWords } from './load.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = join(root, 'notices');
const file = join(folder, '2022-63.yaml');

/** What the notice may name: measures the contexts declare, codes of the registry, checklists of `law/`. */
const words: NoticeWords = {
  measures: [
    'registry.supervision-gap',
    'registry.enterprises',
    'hazards.closed-share',
    'hazards.open',
    'hazards.overdue',
    'hazards.escalated-open',
    'hazards.major-open',
    'hazards.self-reported-enterprises',
    'hazards.expert-analysed',
    'hazards.look-back-share',
    'hazards.transferred-answered',
    'hazards.responsible-known-share',
    'duties.done-share',
    'duties.late',
    'programme.campaign-open',
    'programme.campaign-checked-share',
    'programme.online-share',
  ].map((name) => ({ name })),
  flags: [
    'open-pit',
    'underground',
    'tailings-pond',
    'smelting-casting',
    'explosive-dust',
    'confined-space',
    'ammonia-refrigeration',
    'gas',
    'hot-metal-lifting',
    'major-hazard-source',
  ],
  sectors: [
    'mine-open-pit',
    'mine-underground',
    'tailings-pond',
    'metallurgy',
    'nonferrous',
    'building-material',
    'machinery',
    'light-industry',
    'textile',
    'tobacco',
    'trade',
  ],
  checklists: readdirSync(join(root, 'law/checklists')).map((name) => name.replace(/\.yaml$/, '')),
};

const home = mkdtempSync(join(tmpdir(), 'zean-notice-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('every notice of the repository loads', () => {
  const { ok, faults } = loadNotices(folder, words);
  expect(faults.map(faultText)).toEqual([]);
  expect(ok?.map((notice) => notice.document.id)).toContain('2022-63');
});

describe('泽应急发〔2022〕63号', () => {
  let notice: Notice;
  beforeAll(() => {
    const { ok, faults } = loadNotice(file, words);
    if (!ok) throw new Error(faults.map(faultText).join('\n'));
    notice = ok;
  });

  it('is the document of 14 March 2022 with its seven chapters and 32 sub-clauses', () => {
    expect(notice.document).toMatchObject({
      issued: '2022-03-14',
      year: 2022,
      county: '140525',
      issuer: '泽州县应急管理局',
    });
    expect(notice.chapters.map((chapter) => chapter.id).join('')).toBe('一二三四五六七');
    // Counted in the printed notice: 一 7, 二 3, 三 6, 四 3, 五 6, 六 4, 七 3.
    expect(notice.chapters.map((chapter) => chapter.clauses.length)).toEqual([7, 3, 6, 3, 6, 4, 3]);
  });

  it('answers all 34 requirements of the breakdown, and excuses nothing', () => {
    const all = notice.chapters.flatMap((chapter) => chapter.clauses.flatMap((clause) => clause.requirements));
    expect(all).toHaveLength(34);
    expect(new Set(all).size).toBe(34);
    expect(new Set(notice.tasks.flatMap((task) => task.requirements))).toEqual(new Set(all));
    expect(notice.chapters.flatMap((chapter) => chapter.clauses).filter((clause) => clause.excused)).toEqual([]);
  });

  it('carries the 18 and 19 tasks of the special action as rows without invented text', () => {
    const rows = notice.tasks.filter((task) => task.list);
    expect(rows.filter((row) => row.textPending)).toHaveLength(37);
    expect(rows[0]).toMatchObject({ id: '2022-63/2.1/mine-01', clause: '二(一)', textPending: true });
    expect(rows.map((row) => row.id)).toContain('2022-63/2.1/mine-18');
    expect(rows.at(-1)?.id).toBe('2022-63/2.1/metal-19');
  });

  it('keeps the dated and counted targets of the notice', () => {
    const by = (id: string) => notice.tasks.find((task) => task.id === `2022-63/${id}`);
    expect(by('2.2/zero')).toMatchObject({ due: '2022-06-30', target: { kind: 'zero' }, clause: '二(二)' });
    expect(by('2.2/zero')?.measure).toEqual({ name: 'programme.campaign-open', params: { campaign: 'zero-by-0630' } });
    expect(by('5.1/ten')?.target).toEqual({ kind: 'at-least', value: 10, unit: '家' });
    expect(by('5.3/leaders')?.target).toEqual({ kind: 'at-least', value: 400, unit: '人' });
    for (const id of ['3.2/monitoring', '5.1/mines', '5.2/built']) expect(by(id)?.due).toBe('2022-12-31');
  });

  it('shows what is not built as not connected, never with a measure', () => {
    for (const task of notice.tasks) expect(task.measure === null, task.id).toBe(task.notConnected !== null);
    expect(notice.tasks.filter((task) => task.measure)).toHaveLength(21);
  });

  it('marks dates the notice does not give as unverified', () => {
    expect(notice.keyPeriods.find((period) => period.kind === 'flood')?.checked).toBe('unverified');
    expect(notice.keyPeriods.every((period) => period.checked !== 'verified')).toBe(true);
    expect(notice.campaigns.map((campaign) => [campaign.id, campaign.due, campaign.checklist])).toEqual([
      ['zero-by-0630', '2022-06-30', 'special-action-2022'],
      ['confined-space-guidance-2022', '2022-12-31', null],
    ]);
  });

  it('any sub-clause left without task and excuse stops the notice', () => {
    const written = parse(readFileSync(file, 'utf8')) as Record<string, { clause: string }[]>;
    writeFileSync(join(home, '2022-63.clauses.yaml'), readFileSync(join(folder, '2022-63.clauses.yaml')));
    const clauses = notice.chapters.flatMap((chapter) => chapter.clauses);
    for (const clause of clauses) {
      const without = (section: string) => written[section]?.filter((one) => one.clause !== clause.id) ?? [];
      const text = stringify({ ...written, tasks: without('tasks'), lists: without('lists') });
      writeFileSync(join(home, '2022-63.yaml'), text);
      const { ok, faults } = loadNotice(join(home, '2022-63.yaml'), words);
      expect(ok, clause.id).toBeNull();
      expect(faults.map((fault) => fault.reason)).toEqual([
        `款“${clause.id} ${clause.heading}”既没有任务，也没有写明免列理由（excused）`,
      ]);
    }
  });
});
