import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../load.ts';
import { lawFolder } from '../../testing.ts';
import { lexiconOf, normal } from './lexicon.ts';
import { crosses, figuresIn, limitsIn } from './numbers.ts';
import { readFinding } from './reading.ts';

const { matching } = loadLaw(lawFolder);
const lexicon = lexiconOf(matching);
const meant = (text: string) =>
  lexicon
    .hits(normal(text))
    .flatMap(({ means }) => means.filter(([, s]) => s >= 0.5).map(([c]) => matching.concepts[c]?.id));

describe('reading a finding', () => {
  it.each([
    ['炉坑积水', false],
    ['炉坑没有积水', true],
    ['未发现积尘', true],
    ['未见泄爆装置', false],
    ['低压报警已安装', true],
    ['低压报警已安装但失效', false],
    ['一氧化碳报警器正常', true],
    ['一氧化碳报警器不正常', false],
    ['吊运跨内设有休息室', false],
    ['吊运跨内没有休息室', true],
    ['没有装低压报警', false],
  ])('%s: in order is %s', (text, sound) => {
    expect(readFinding(text, lexicon).clauses.map((each) => each.sound)).toEqual([sound]);
  });

  it('splits clauses and keeps what each says apart', () => {
    const { clauses, lacks } = readFinding('气体灭火完好，CO报警没有装。', lexicon);
    expect(clauses.map(({ text, sound }) => [text, sound])).toEqual([
      ['气体灭火完好', true],
      ['co报警没有装', false],
    ]);
    expect(lacks).toBe(true);
  });
});

describe('words', () => {
  it('takes the longest word, the words inside it and the wider notions', () => {
    expect(meant('煤气柜')).toEqual(expect.arrayContaining(['gas-holder', 'coal-gas', 'gas-area']));
    expect(meant('没有水冷')).toEqual(['water-cooling']);
  });

  it('forgives one wrong character in a long word, none in a short one', () => {
    expect(meant('火花探侧')).toContain('spark-detection');
    expect(meant('灶坑')).toEqual([]);
  });
});

describe('figures', () => {
  it.each([
    ['十五个人', [['人', 15]]],
    ['210米高', [['米', 210]]],
    ['只有20kPa', [['千帕', 20]]],
    ['两台水泵', [['台', 2]]],
    ['只高半米', [['米', 0.5]]],
    ['一百二十人', [['人', 120]]],
    ['超设计三成', [['%', 30]]],
    ['三号炉', []],
  ])('%s', (text, expected) => {
    expect(figuresIn(normal(text)).map(({ unit, value }) => [unit, value])).toEqual(expected);
  });

  it.each([
    ['作业人员超过 9 人', '9人', false],
    ['作业人员超过 9 人', '10人', true],
    ['最高封堵压力小于 30 千帕', '29千帕', true],
    ['最高封堵压力小于 30 千帕', '30千帕', false],
    ['高度 200 米及以上的边坡', '200米', true],
    ['高度 200 米及以上的边坡', '199米', false],
  ])('%s: %s is at fault %s', (limit, figure, fault) => {
    const [line] = limitsIn(normal(limit));
    const [value] = figuresIn(figure);
    expect(line && value && crosses(value, line)).toBe(fault);
  });
});
