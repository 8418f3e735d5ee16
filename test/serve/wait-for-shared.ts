/** Before a test file that asks for the shared server: waits until it is there, or known not to come. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, inject } from 'vitest';

const { testPath } = expect.getState();
if (!testPath || readFileSync(testPath, 'utf8').includes('shared-server.ts'))
  while (!existsSync(inject('zeanServer'))) await wait(100);
