import Fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { setLaw } from './current.ts';
import { lawRoutes } from './routes.ts';
import { evaluateRule } from './rules/index.ts';
import { theLaw } from './rules/testing.ts';

let clock = 0;
const app = Fastify();
beforeAll(async () => {
  setLaw(theLaw());
  await lawRoutes(app, { now: () => clock });
  await app.ready();
});
const input = { provision: '安全生产法§102', subject: 'enterprise', stage: 'refusal' };
const ask = (url: string, payload?: unknown) =>
  app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url,
    ...(payload === undefined ? {} : { payload: payload as object }),
  });

describe('计算器接口', () => {
  it('列出规则，给出输入格式', async () => {
    const list = (await ask('/api/v1/law/rules')).json() as { rules: { name: string }[] };
    expect(list.rules.map((rule) => rule.name)).toContain('deadline.of');
    const schema = (await ask('/api/v1/law/rules/deadline.of/schema')).json() as { properties: object };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['clock', 'from', 'events']));
    expect((await ask('/api/v1/law/rules/nothing/schema')).statusCode).toBe(404);
  });

  it('与直接调用的答案相同，两种写法都可以', async () => {
    const direct = evaluateRule('penalty.range', input, '2021-08-31');
    expect((await ask('/api/v1/law/rules/penalty.range/eval?on=2021-08-31', input)).json()).toEqual(direct);
    expect((await ask('/api/v1/law/rules/penalty.range/eval', { on: '2021-08-31', input })).json()).toEqual(direct);
  });

  it('拒绝有状态码和位置', async () => {
    const wrong = await ask('/api/v1/law/rules/penalty.range/eval?on=2021-08-31', { ...input, stage: 'overdue' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({ refused: { code: 'INVALID', places: [{ place: 'stage' }] } });
    expect((await ask('/api/v1/law/rules/nothing/eval?on=2021-08-31', {})).statusCode).toBe(404);
    expect((await ask('/api/v1/law/rules/penalty.range/eval', input)).json()).toMatchObject({
      refused: { places: [{ place: 'on' }] },
    });
  });

  it('内容过大和过于频繁被拒绝，一分钟后恢复', async () => {
    expect(
      (await ask('/api/v1/law/rules/penalty.range/eval?on=2021-08-31', { provision: 'x'.repeat(70_000) })).statusCode,
    ).toBe(413);
    clock += 60_000;
    const codes = [];
    for (let i = 0; i < 301; i += 1) codes.push((await ask('/api/v1/law/rules')).statusCode);
    expect([codes[0], codes[299], codes[300]]).toEqual([200, 200, 429]);
    clock += 60_000;
    expect((await ask('/api/v1/law/rules')).statusCode).toBe(200);
  });
});
