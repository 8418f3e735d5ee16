import type { Module } from '#kernel/server';
import { described } from './described.ts';
import { inspectFiles } from './inspect.ts';
import { originalsOf } from './originals/index.ts';
import { integrityQuery } from './queries.ts';
import { retentionRound } from './retention.ts';
import { documentsRoutes } from './routes.ts';
import { photoEdgeOf } from './rules.ts';
import { retired, use } from './subjects.ts';
import { sweepFiles } from './sweep.ts';

/** How often is looked whether the storage of originals can be worked with. */
const STORE_LOOK_MS = 30_000;

/** What this subject offers to composition. */
export const documentsModule: Module = {
  queries: [integrityQuery],
  subjects: [use, retired],
  routes: [{ mount: documentsRoutes, described }],
  me: [
    (_today, county) => {
      const photoEdge = photoEdgeOf(county);
      return photoEdge === null ? {} : { photoEdge };
    },
  ],
  jobs: [
    {
      name: 'documents.sweep',
      title: '清理未用文件',
      everyMs: 3_600_000,
      round: ({ runner, county, dataFolder, beside }) => sweepFiles(runner, county, dataFolder, beside),
    },
    {
      name: 'documents.store',
      title: '证据存储',
      everyMs: STORE_LOOK_MS,
      round: async ({ dataFolder }) => {
        await originalsOf(dataFolder).check();
        return 0;
      },
    },
    { name: 'documents.retire', title: '证据到期销毁', everyMs: 3_600_000, round: retentionRound },
    { name: 'documents.inspect', title: '证据核验', everyMs: 1_000, round: inspectFiles },
  ],
};
