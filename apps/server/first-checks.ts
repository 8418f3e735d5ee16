import { createServer } from 'node:net';
import { county140525 } from '#registry';
import { type Config, configOf } from './config.ts';
import { ConfigFault } from './config-fault.ts';
import { installRegions } from './regions.ts';

/** Why nobody can listen there, in one line; undefined for what no setting explains. */
export function listenFault(error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): ConfigFault | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new ConfigFault(`端口 ${port} 已被占用，请用环境变量 PORT 换一个`);
  if (code === 'EACCES') return new ConfigFault(`端口 ${port} 须有管理员权限才能使用，请用环境变量 PORT 换一个`);
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'].includes(code ?? ''))
    return new ConfigFault(
      `环境变量 HOST=${host} 有误：不是本机的地址，应为 0.0.0.0（所有网卡）、127.0.0.1（仅本机）或本机的某个地址`,
    );
  return undefined;
}

/** Opens the port for a moment. */
function opened({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port, host }, () => probe.close(() => resolve()));
  });
}

/** The demonstration is invented around one real county, has its own clock and plain passwords; any other, and several, begin with `serve`. */
export function assertDemonstrable({ counties }: Pick<Config, 'counties'>): void {
  const { code, name } = county140525.county;
  if (counties.length > 1)
    throw new ConfigFault(
      `演示只能单独运行（演示时钟和公开的口令不能与正式的县共用），ZEAN_COUNTY=${counties.join()} 写了 ${counties.length} 个县：看演示请去掉 ZEAN_COUNTY，正式使用请用 npx zean serve`,
    );
  if (counties[0] !== code)
    throw new ConfigFault(
      `演示数据只有${name}（${code}）的，ZEAN_COUNTY=${counties[0]} 没有：看演示请去掉 ZEAN_COUNTY，正式使用请用 npx zean serve`,
    );
}

/**
 * What can be known before anything is built, started or seeded: the environment reads, its counties are known, and its port is free.
 * Throws ConfigFault with one line.
 */
export async function firstChecks(env: NodeJS.ProcessEnv, demo = false): Promise<Config> {
  const config = configOf(env);
  installRegions(config);
  if (demo) assertDemonstrable(config);
  await opened(config).catch((error) => {
    throw listenFault(error, config) ?? error;
  });
  return config;
}
