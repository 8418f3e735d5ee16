import { describe, expect, it } from 'vitest';
import { addMonths, BeforeFloor, type Day, day } from '#kernel';
import { loadLaw } from '../load.ts';
import { lawFolder } from '../testing.ts';
import { clauseOn, criterion, instrumentOn } from './clause.rule.ts';
import { criteriaOn, decidesOn, editionOn, gapsOn } from './criteria.rule.ts';
import { type Sector, scopeOf, sectors } from './words.ts';

const law = loadLaw(lawFolder);
const count = (sector: Sector | readonly Sector[], on: string) => criteriaOn(law, sector, day(on)).length;

describe('判定标准按日取用', () => {
  // 2017 edition: metallurgy 11; 2023 edition (from 2023-05-15): 8 + general 3 + the rule on failed devices.
  it.each([
    ['metallurgy', '2017-11-30', 11],
    ['metallurgy', '2022-03-14', 11],
    ['metallurgy', '2023-05-14', 11],
    ['metallurgy', '2023-05-15', 12],
    ['nonferrous', '2023-05-14', 10],
    ['nonferrous', '2023-05-15', 17],
    ['dust', '2023-05-14', 10],
    ['dust', '2023-05-15', 14],
    ['commerce', '2023-05-14', 1],
    ['commerce', '2023-05-15', 4],
    ['underground-mine', '2017-09-01', 24],
    ['underground-mine', '2022-08-31', 24],
    ['underground-mine', '2022-09-01', 32],
    ['open-pit-mine', '2022-08-31', 12],
    ['open-pit-mine', '2022-09-01', 13],
    ['tailings-pond', '2022-08-31', 12],
    ['tailings-pond', '2022-09-01', 19],
  ] as const)('%s on %s: %i', (sector, on, n) => {
    expect(count(sector, on)).toBe(n);
  });

  it('several sectors are joined, general ones once, in the order of the instrument', () => {
    expect(count(['machinery', 'dust', 'confined-space'], '2022-03-14')).toBe(7 + 10 + 2);
    expect(count(['machinery', 'dust', 'confined-space'], '2023-06-01')).toBe(7 + 10 + 2 + 4);
    const ids = criteriaOn(law, ['confined-space', 'machinery'], day('2022-03-14')).map((each) => each.id);
    expect(ids[0]).toBe('trade2017-confined-space-01');
    expect(ids.at(-1)).toBe('trade2017-machinery-07');
  });

  it('before the floor there is an error, not an empty list', () => {
    expect(() => count('metallurgy', '2017-11-29')).toThrow(BeforeFloor);
    expect(() => count('open-pit-mine', '2017-08-31')).toThrow('没有收录 2017-08-31 的规定：最早收录自 2017-09-01');
  });

  it('on the first of every month one edition holds, and every sector of that day is served', () => {
    for (let on = day('2017-12-01'); on <= '2027-12-01'; on = addMonths(on, 1)) {
      for (const sector of sectors) {
        const edition = editionOn(law, scopeOf(sector), on);
        expect(edition).not.toBeNull();
        const found = criteriaOn(law, sector, on);
        if (sector !== 'general') expect(found.length).toBeGreaterThan(0);
        for (const each of found) {
          expect(each.edition).toBe(edition?.edition);
          expect(decidesOn(each, on)).toBe(true);
        }
      }
    }
  });

  it('says what is known to be missing', () => {
    expect(gapsOn(law, 'open-pit-mine', day('2024-04-22'))).toEqual([]);
    expect(gapsOn(law, 'open-pit-mine', day('2024-04-23'))[0]).toMatch(/矿安〔2024〕41号/);
    expect(gapsOn(law, 'metallurgy', day('2024-04-23'))).toEqual([]);
  });

  it('a repeal without successor leaves no edition', () => {
    const repealed = { editions: law.editions.map((each) => ({ ...each, to: each.to ?? day('2030-12-31') })) };
    expect(criteriaOn(repealed, 'metallurgy', day('2030-12-31')).length).toBe(12);
    expect(editionOn(repealed, 'industrial-trade', day('2031-01-01'))).toBeNull();
    expect(criteriaOn(repealed, 'metallurgy', day('2031-01-01'))).toEqual([]);
  });

  it('a criterion is found by id for ever, with its days', () => {
    expect(criterion(law, 'trade2017-dust-07')).toMatchObject({
      sector: 'dust',
      from: '2017-11-30',
      to: '2023-05-14',
      cite: '工贸判定标准（2017 版）专项类（一）粉尘爆炸第7项',
      checked: 'verified',
    });
    expect(criterion(law, 'mine2022-underground-mine-20')?.sub.length).toBe(6);
    expect(criterion(law, 'mine2022-underground-mine-20')?.sub[5]?.id).toBe('mine2022-underground-mine-20.6');
    expect(criterion(law, 'nothing')).toBeNull();
  });

  it('survives the way to a phone as JSON', () => {
    const phone = JSON.parse(JSON.stringify({ editions: law.editions }));
    expect(criteriaOn(phone, 'dust', day('2023-05-15'))).toEqual(criteriaOn(law, 'dust', day('2023-05-15')));
  });
});

describe('条款按日取用', () => {
  const clause = (instrument: string, number: string, on: string) => clauseOn(law, instrument, number, on as Day);

  it.each([
    ['work-safety-law', '99', '2021-08-31', 'work-safety-law-2014'],
    ['work-safety-law', '99', '2021-09-01', 'work-safety-law-2021'],
    ['work-safety-law', '102', '2021-09-01', 'work-safety-law-2021'],
    ['work-safety-law-2021', '41', '2022-03-14', 'work-safety-law-2021'],
    ['hazard-order', '15', '2022-03-14', 'hazard-order-2008'],
  ])('%s §%s on %s is of %s', (instrument, number, on, edition) => {
    expect(clause(instrument, number, on)?.instrument).toBe(edition);
  });

  it.each([
    ['work-safety-law', '102', '2021-08-31'],
    ['work-safety-law-2021', '41', '2021-08-31'],
    ['work-safety-law-2014', '38', '2021-09-01'],
    ['work-safety-law', '41', '2014-11-30'],
    ['work-safety-law', '999', '2022-03-14'],
    ['no-such-law', '1', '2022-03-14'],
  ])('%s §%s on %s is none', (instrument, number, on) => {
    expect(clause(instrument, number, on)).toBeNull();
  });

  it('writes the cite as it is printed', () => {
    expect(clause('work-safety-law', '41', '2022-03-14')?.cite).toBe('安全生产法（2021）第41条');
    expect(clause('criminal-law', '134-1', '2022-03-14')?.cite).toBe('刑法第134条之1');
  });

  it('knows the instrument of a day', () => {
    expect(instrumentOn(law, 'confined-space-order', day('2023-12-31'))?.id).toBe('confined-space-order-2013');
    expect(instrumentOn(law, 'confined-space-order', day('2024-01-01'))?.id).toBe('confined-space-order-2024');
    expect(instrumentOn(law, 'trade-criteria', day('2023-05-15'))?.number).toBe('应急管理部令第10号');
  });
});
