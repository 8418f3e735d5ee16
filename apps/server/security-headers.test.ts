import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { tellPlain } from './security-headers.ts';

test('ZEAN_SECURE=1 behind plain HTTP is told once, in one line; HTTPS and the machine itself are not', async () => {
  const said: string[] = [];
  const app = Fastify();
  tellPlain(app, (line) => said.push(line));
  app.post('/', async () => ({}));
  const from = (origin?: string) => app.inject({ method: 'POST', url: '/', headers: origin ? { origin } : {} });
  for (const origin of [undefined, 'https://aj.example.cn', 'http://localhost:8080', 'http://127.0.0.1', 'null'])
    await from(origin);
  expect(said).toEqual([]);
  await from('http://10.0.0.8:8080');
  await from('http://10.0.0.9');
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^有浏览器经 http:\/\/10\.0\.0\.8:8080 访问，而 ZEAN_SECURE=1 要求 HTTPS：[^\n]+$/);
});
