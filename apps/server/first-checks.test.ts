import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { ConfigFault } from './config-fault.ts';
import { firstChecks } from './first-checks.ts';

/** A free port of this machine, held until `close`. */
async function held(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const { port } = server.address() as { port: number };
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

test('a taken port is told by its number, and a free one left free', async () => {
  const { port, close } = await held();
  const env = { PORT: String(port), HOST: '127.0.0.1' };
  await expect(firstChecks(env)).rejects.toThrow(new ConfigFault(`端口 ${port} 已被占用，请用环境变量 PORT 换一个`));
  await close();
  expect(await firstChecks(env)).toMatchObject({ port, host: '127.0.0.1' });
  expect(await firstChecks(env)).toMatchObject({ port });
});

test.each(['203.0.113.7', 'no-such-host.invalid'])('HOST=%s is no address of this machine', async (HOST) => {
  await expect(firstChecks({ PORT: '0', HOST })).rejects.toThrow(
    new RegExp(`^环境变量 HOST=${HOST} 有误：不是本机的地址`),
  );
});

test('a wrong setting is told before any port is opened', async () => {
  await expect(firstChecks({ PORT: '99999' })).rejects.toThrow(
    new ConfigFault('环境变量 PORT=99999 有误：应在 0–65535'),
  );
});

test('a county nobody lists is told, and one without a demonstration where one is asked for', async () => {
  await expect(firstChecks({ PORT: '0', ZEAN_COUNTY: '999999' })).rejects.toThrow(/^全国行政区划中没有 999999 /);
  // Of several too, by the one that is unknown.
  await expect(firstChecks({ PORT: '0', ZEAN_COUNTY: '140525,999999' })).rejects.toThrow(/^全国行政区划中没有 999999 /);
  expect(await firstChecks({ PORT: '0', ZEAN_COUNTY: '140525,140502' })).toMatchObject({
    counties: ['140525', '140502'],
  });
  await expect(firstChecks({ PORT: '0', ZEAN_COUNTY: '140525,140502' }, true)).rejects.toThrow(
    /^演示只能单独运行（.*ZEAN_COUNTY=140525,140502 写了 2 个县/,
  );
  await expect(firstChecks({ PORT: '0', ZEAN_COUNTY: '140502' }, true)).rejects.toThrow(
    /^演示数据只有泽州县（140525）的/,
  );
  expect(await firstChecks({ PORT: '0', ZEAN_COUNTY: '140502' })).toMatchObject({ counties: ['140502'] });
});
