import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { cookieOf } from './sessions.ts';

const over = (protocol: string) => ({ protocol }) as FastifyRequest;

test('a cookie is held to HTTPS, and to the host where the platform has it whole, to the path where not', () => {
  expect(cookieOf(over('http'), { secure: false }, 'zean')).toEqual({
    name: 'zean',
    how: { path: '/', httpOnly: true, sameSite: 'lax', secure: false },
  });
  expect(cookieOf(over('http'), { secure: true }, 'zean')).toMatchObject({
    name: '__Host-zean',
    how: { path: '/', secure: true },
  });
  expect(cookieOf(over('https'), { secure: false, base: '' }, 'zean').name).toBe('__Host-zean');
  expect(cookieOf(over('https'), { secure: false, base: '/zean' }, 'zean-place')).toMatchObject({
    name: '__Secure-zean-place',
    how: { path: '/zean', secure: true },
  });
  expect(cookieOf(over('http'), { secure: false, base: '/zean' }, 'zean')).toMatchObject({
    name: 'zean',
    how: { path: '/zean' },
  });
});
