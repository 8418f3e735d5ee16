import { layRegions, RegionFault, workFor } from '#registry';
import type { Config } from './config.ts';
import { ConfigFault } from './config-fault.ts';

/** Reads the division tables of the counties this program works for, the county's own files first. Throws ConfigFault in one line. */
export function installRegions({ counties, dataFolder }: Pick<Config, 'counties' | 'dataFolder'>): void {
  layRegions(dataFolder);
  try {
    workFor(counties);
  } catch (error) {
    if (error instanceof RegionFault) throw new ConfigFault(error.message);
    throw error;
  }
}
