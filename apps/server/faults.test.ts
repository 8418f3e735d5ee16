import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { faultOf } from './faults.ts';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

test.each([
  [coded('53100', 'could not extend file'), 'full'],
  [coded('ENOSPC'), 'full'],
  [coded('EDQUOT'), 'full'],
  [new Error('not written', { cause: coded('ENOSPC') }), 'full'],
  [coded('EPIPE', 'write EPIPE'), 'away'],
  [coded('ECONNRESET'), 'away'],
  [coded('57P01', 'terminating connection due to administrator command'), 'away'],
  [coded('57P03', 'the database system is starting up'), 'away'],
  [coded('57014', 'canceling statement due to statement timeout'), 'away'],
  [coded('08006'), 'away'],
  [coded('53300', 'too many connections'), 'away'],
  [new Error('Connection terminated unexpectedly'), 'away'],
  [new Error('timeout exceeded when trying to connect'), 'away'],
  [new Error('Client has encountered a connection error and is not queryable'), 'away'],
  [coded('42P01', 'relation does not exist'), null],
  [coded('ENOENT'), null],
  [Object.assign(coded('ENOENT', 'connect ENOENT /x/.s.PGSQL.5432'), { syscall: 'connect' }), 'away'],
  [new TypeError('x is not a function'), null],
  [null, null],
])('%s', (error, fault) => expect(faultOf(error)).toBe(fault));

test.runIf(existsSync('/dev/full'))('what the system says of a full disk', async () => {
  const file = await open('/dev/full', 'w');
  const error = await file.write(Buffer.alloc(10)).then(
    () => null,
    (e: Error) => e,
  );
  await file.close();
  expect(faultOf(error)).toBe('full');
});

test('what the system says of a line that was cut', async () => {
  const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
  const [error] = (await once(socket, 'error').catch((e: Error) => [e])) as [Error];
  server.close();
  expect(faultOf(error)).toBe('away');
});
