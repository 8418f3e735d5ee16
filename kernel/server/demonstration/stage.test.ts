import { expect, test } from 'vitest';
import type { Runner } from '../run-command.ts';
import { diceOf } from './dice.ts';
import { play, prop, type Stage } from './stage.ts';

const setting = { county: '140525', dataFolder: '', runner: {} as Runner, until: '2022-05-16T00:00:00.000Z', size: {} };
const at = (day: number) => `2022-05-${String(day).padStart(2, '0')}T00:00:00.000Z`;

test('events are played in the order of time, whoever asked for them and when; the end cuts', async () => {
  const said: string[] = [];
  const say = (word: string) => async () => void said.push(word);
  const chain = (stage: Stage, day: number): void =>
    stage.later(at(day), async () => {
      said.push(`步${day}`);
      chain(stage, day + 4);
    });
  await play(setting, [
    { title: '甲', prepare: async (stage) => stage.later(at(9), say('九')) },
    {
      title: '乙',
      prepare: async (stage) => {
        chain(stage, 2);
        stage.later(at(3), say('三'));
        stage.later(at(3), say('又三'));
        stage.later(at(16), say('太晚'));
      },
    },
  ]);
  expect(said).toEqual(['步2', '三', '又三', '步6', '九', '步10', '步14']);
});

test('a part takes what an earlier one left, and is told when nobody did', async () => {
  const firms = prop<string[]>('firms');
  let taken: string[] = [];
  const leaves = { title: '甲', prepare: async (stage: Stage) => stage.leave(firms, ['一']) };
  const takes = {
    title: '乙',
    prepare: async (stage: Stage) => {
      taken = stage.take(firms);
    },
  };
  await play(setting, [leaves, takes]);
  expect(taken).toEqual(['一']);
  await expect(play(setting, [takes])).rejects.toThrow('nobody left firms');
});

test('what goes wrong in an event ends the play with its reason', async () => {
  const wrong = {
    title: '甲',
    prepare: async (stage: Stage) => {
      stage.later(at(1), () => Promise.reject(new Error('拒绝了')));
      stage.later(at(2), () => new Promise((then) => setTimeout(then, 5)));
    },
  };
  await expect(play(setting, [wrong])).rejects.toThrow('拒绝了');
});

test('dice of one name throw the same, of another something else, and evenly', () => {
  const throws = (name: string) => Array.from({ length: 5 }, diceOf(name).next);
  expect(throws('甲')).toEqual(throws('甲'));
  expect(throws('甲')).not.toEqual(throws('乙'));
  const dice = diceOf('even');
  const faces = Array.from({ length: 6000 }, () => dice.int(1, 6));
  for (let face = 1; face <= 6; face += 1) {
    const n = faces.filter((one) => one === face).length;
    expect(n).toBeGreaterThan(850);
    expect(n).toBeLessThan(1150);
  }
});
