import { type Config, configOf } from '../config.ts';
import { type OpenPlatform, openPlatform } from '../serve.ts';

/** Opens the platform for one command of the command line, and closes it whatever happens. */
export async function inPlatform<T>(
  work: (platform: OpenPlatform) => Promise<T>,
  config: Config = configOf(process.env),
): Promise<T> {
  const platform = await openPlatform({ ...config, log: 'silent' }, () => {}, { beside: true });
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
}
