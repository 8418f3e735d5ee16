/**
 * Before each PostgreSQL test file: what composition sets for a whole process is as in a process that has just begun. The files of a worker
 * share one module graph; what is kept in memory otherwise hangs on a pool or a runner, of which every file has its own.
 */
import { setAccessRules } from '../contexts/access/rules.ts';
import { setKeptOriginals } from '../contexts/documents/rules.ts';
import { setNotices } from '../contexts/programme/current.ts';
import { layRegions, workFor } from '../contexts/registry/regions.ts';

setAccessRules({ demo: false, profile: 'dengbao', codeClock: () => Date.now() });
setKeptOriginals([]);
setNotices([]);
layRegions(undefined);
workFor([]);
