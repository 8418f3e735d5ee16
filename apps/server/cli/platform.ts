import { type Config, configOf } from '../config.ts';
import { countyMeant } from '../counties.ts';
import { installRegions } from '../regions.ts';
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

/** The option of every command that does something for one county. */
export const COUNTY_OPTION = ['--county <code>', '县代码；ZEAN_COUNTY 写了多个县时须写明'] as const;

/** Opens the platform for something done for one county: the one named, or the only one served. Asked before anything is opened. */
export function inCounty<T>(
  named: string | undefined,
  work: (platform: OpenPlatform & { county: string }) => Promise<T>,
): Promise<T> {
  const config = configOf(process.env);
  installRegions(config);
  const county = countyMeant(config, named);
  return inPlatform((platform) => work({ ...platform, county }), config);
}
