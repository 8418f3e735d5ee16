import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addRules, type Law, LawFault, loadLaw, setLaw, setProfileCodes } from '#law-catalogue';
import { flagWords, registryRules, scaleWords, sectorWords, statusWords } from '#registry';
import { ConfigFault } from './config-fault.ts';
import { packageRoot } from './package-root.ts';

/** Where the law's data lies in the package. */
export const lawFolder = (): string => join(packageRoot(), 'law');

/** The county's own files laid over ours: `law/` in the data folder, when it is there. */
export const overlayFolder = (dataFolder: string): { folder: string; name: string } | undefined => {
  const folder = join(dataFolder, 'law');
  return existsSync(folder) ? { folder, name: 'law（数据目录）' } : undefined;
};

/** Puts the law in force for this process, with every context's rules. Throws ConfigFault naming file, line and reason. */
export function installLaw(dataFolder?: string): Law {
  addRules(registryRules);
  setProfileCodes({
    sectors: Object.keys(sectorWords),
    flags: Object.keys(flagWords),
    scales: Object.keys(scaleWords),
    statuses: Object.keys(statusWords),
  });
  try {
    const law = loadLaw(lawFolder(), dataFolder === undefined ? undefined : overlayFolder(dataFolder));
    setLaw(law);
    return law;
  } catch (error) {
    if (error instanceof LawFault) throw new ConfigFault(error.message);
    throw error;
  }
}
