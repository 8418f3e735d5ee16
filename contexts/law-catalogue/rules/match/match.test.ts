import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, day, isRefused } from '#kernel';
import { loadLaw } from '../../load.ts';
import { lawFolder } from '../../testing.ts';
import { type MatchGiven, matchFinding } from './answer.ts';
import { matcherOf } from './matcher.ts';
import { matchOnPhone } from './phone.ts';
import { criteriaMatch } from './rule.ts';
import { type Labelled, measure } from './testing.ts';

const law = loadLaw(lawFolder);
const findings = (part: string): Labelled[] =>
  parse(readFileSync(new URL(`./labels/${part}.yaml`, import.meta.url), 'utf8')).findings;
const lists = [...law.checklists.values(), ...law.sectorChecklists.values()];
const itemsOf = (criterion: string, on: string) =>
  lists
    .flatMap((list) => (list.from <= on ? list.items.filter((each) => each.criteria.includes(criterion)) : []))
    .map((each) => each.id);

function ask(given: MatchGiven, on = '2024-05-20') {
  const ruling = matchFinding(given, law, day(on));
  if (isRefused(ruling)) throw new Error(ruling.refused.message);
  return { ...ruling, ids: ruling.result.criteria.map((each) => each.id) };
}

describe('criteria.match', () => {
  it('finds the gas holder without a low-pressure alarm in the first three', () => {
    const text = '煤气柜没有装低压报警';
    expect(ask({ text }).ids.slice(0, 3)).toEqual(
      expect.arrayContaining(['trade2023-metallurgy-07', 'trade2023-metallurgy-06', 'trade2023-machinery-05']),
    );
    expect(ask({ text }, '2022-03-14').ids.slice(0, 3)).toEqual(
      expect.arrayContaining(['trade2017-metallurgy-07', 'trade2017-building-materials-03']),
    );
    expect(ask({ text, sector: 'metallurgy' }).ids.slice(0, 2)).toEqual([
      'trade2023-metallurgy-07',
      'trade2023-metallurgy-06',
    ]);
    expect(ask({ text }).result.penalties[0]?.id).toBe('wsl2021-99-2');
  });

  it('answers by the edition of the day', () => {
    const text = '速冻间里有12个人';
    expect(ask({ text }, '2023-05-14').ids[0]).toBe('trade2017-ammonia-02');
    expect(ask({ text }, '2023-05-15').ids[0]).toBe('trade2023-ammonia-02');
    expect(ask({ text: '主扇没有备用电机' }, '2022-09-01').ids[0]).toBe('mine2022-underground-mine-20');
  });

  it('reads figures on either side of a limit', () => {
    const score = (text: string) =>
      ask({ text, top: 20 }).result.criteria.find((each) => each.id === 'trade2023-ammonia-02')?.score ?? 0;
    expect(score('速冻间里有10人')).toBeGreaterThan(score('速冻间里有9人'));
    expect(score('速冻间里有十个人')).toBe(score('速冻间里有10人'));
  });

  it('does not take what is in order for a fault', () => {
    const ruling = ask({ text: '煤磨收尘器一氧化碳监测报警正常，气体灭火装置完好' });
    expect(ruling.ids).toEqual([]);
    expect(ruling.result.answer).toContain('没有找到');
    expect(ruling.workings.some((each) => each.say.includes('做到了'))).toBe(true);
    expect(ask({ text: '炉坑没有积水' }).ids).toEqual([]);
    expect(ask({ text: '炉坑积水' }).ids).toContain('trade2023-machinery-03');
  });

  it('says so when nothing matches, and never guesses a mine criterion for a factory', () => {
    expect(ask({ text: '今天天气不错' }).ids).toEqual([]);
    expect(ask({ text: '浸润线埋深不够', sector: 'machinery' }).ids).toEqual([]);
    expect(ask({ text: '浸润线埋深不够', sector: '尾矿库' }).ids).toEqual(['mine2022-tailings-pond-07']);
  });

  it('understands registry codes and flags', () => {
    expect(ask({ text: '边坡没做稳定性分析', sector: 'mine-open-pit' }).ids[0]).toBe('mine2022-open-pit-mine-06');
    const score = (flags: string[]) =>
      ask({ text: '除尘器没有泄爆片', sector: 'light-industry', flags }).result.criteria[0]?.score ?? 0;
    expect(score(['explosive-dust'])).toBeGreaterThan(score([]));
  });

  it('explains every candidate and cites it', () => {
    const { result, workings, cites, checked } = ask({ text: '酒库报警器没有和排风扇联锁' });
    for (const each of [...result.criteria, ...result.penalties, ...result.checklist]) {
      expect(each.why.length + each.notes.length, each.id).toBeGreaterThan(0);
      expect(each.cite, each.id).not.toBe('');
    }
    expect(workings[0]?.say).toContain('“排风扇”即“通风”');
    expect(cites[0]).toBe(result.criteria[0]?.cite);
    expect(checked).toBe('verified');
    expect(ask({ text: '浸润线埋深不够' }).checked).toBe('secondary');
  });

  it('shows what is known to be missing in the mine criteria', () => {
    const { workings } = ask({ text: '浸润线埋深不够', sector: 'tailings-pond' });
    expect(workings.some((each) => each.say.includes('矿安〔2024〕41号'))).toBe(true);
  });

  it.each<[string, MatchGiven, string, string]>([
    ['an empty text', { text: '  ' }, '2024-05-20', 'text'],
    ['a text too long', { text: '炉'.repeat(2001) }, '2024-05-20', 'text'],
    ['an unknown sector', { text: '炉坑积水', sector: 'steel mill' }, '2024-05-20', 'sector'],
    ['a day before all criteria', { text: '炉坑积水' }, '2017-08-31', 'on'],
    ['a day before the criteria of the scope', { text: '炉坑积水', sector: 'machinery' }, '2017-11-29', 'on'],
  ])('refuses %s', (_, given, on, place) => {
    const answer = matchFinding(given, law, day(on));
    expect(isRefused(answer) && answer.refused.places?.[0]?.place).toBe(place);
  });

  it('answers on the first day of every month from its floor to the end of 2027', () => {
    for (
      let on = criteriaMatch.floor;
      on <= '2027-12-01';
      on = day(`${addDays(day(`${on.slice(0, 7)}-28`), 5).slice(0, 7)}-01`)
    ) {
      const { ids } = ask({ text: '炉坑有积水，浸润线埋深不够' }, on);
      expect(ids.length, on).toBeGreaterThan(0);
      for (const id of ids) {
        const found = law.criteria.get(id);
        expect(found && found.from <= on && (found.to === null || on <= found.to), `${id} ${on}`).toBe(true);
      }
    }
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }), (text) => {
        const answer = matchFinding({ text }, law, day('2024-05-20'));
        if (!isRefused(answer)) for (const each of answer.result.criteria) expect(each.score).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('measured on the labels', () => {
  const parts = { tuned: findings('tuned'), heldOut: findings('held-out') };
  const of = (part: readonly Labelled[]) => measure(matcherOf(law), part, itemsOf);

  it('the labels name criteria and provisions in force on their day, and no finding stands in both parts', () => {
    const seen = new Set<string>();
    for (const { on, text, sector, criteria, penalties } of [...parts.tuned, ...parts.heldOut]) {
      const key = `${on} ${sector} ${text}`;
      expect(seen.has(key), key).toBe(false);
      seen.add(key);
      for (const id of [...criteria, ...(penalties ?? [])]) {
        const found = law.criteria.get(id) ?? law.provisions.get(id);
        expect(found && found.from <= on && (found.to === null || on <= found.to), `${text}: ${id}`).toBe(true);
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(400);
  });

  it('holds its floors on the part kept apart', () => {
    const { top1, top3, noneTold, nonePrecision, penaltyTop3, checklistTop3 } = of(parts.heldOut);
    expect(top3).toBeGreaterThanOrEqual(0.94);
    expect(top1).toBeGreaterThanOrEqual(0.92);
    expect(noneTold).toBeGreaterThanOrEqual(0.9);
    expect(nonePrecision).toBeGreaterThanOrEqual(0.88);
    expect(penaltyTop3).toBeGreaterThanOrEqual(0.78);
    expect(checklistTop3).toBeGreaterThanOrEqual(0.9);
  });

  it('holds its floors on the tuned part', () => {
    const { top3, noneTold } = of(parts.tuned);
    expect(top3).toBeGreaterThanOrEqual(0.98);
    expect(noneTold).toBeGreaterThanOrEqual(0.97);
  });
});

describe('on the phone', () => {
  it('answers the same criteria as the server', () => {
    const phone = { editions: law.editions };
    for (const { text, sector, on } of findings('tuned').slice(0, 60)) {
      const given = { text, ...(sector === undefined ? {} : { sector }) };
      const here = matchOnPhone(given, phone, day(on));
      const there = matchFinding(given, law, day(on));
      if (isRefused(here) || isRefused(there)) throw new Error('refused');
      expect(here.result.criteria).toEqual(there.result.criteria);
    }
  });

  it('is small and brings no schemas, files or YAML', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [new URL('./phone.ts', import.meta.url).pathname],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      charset: 'utf8',
      logLevel: 'silent',
    });
    const used = Object.values(metafile.outputs).flatMap((each) =>
      Object.entries(each.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([name]) => name),
    );
    expect(used.filter((name) => /node_modules\/(zod|yaml)\//.test(name))).toEqual([]);
    expect(outputFiles[0]?.contents.length).toBeLessThan(90_000);
  });
});
