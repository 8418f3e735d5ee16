import type { Module } from '#kernel/server';
import { described } from './described.ts';
import { inspectFiles } from './inspect.ts';
import { integrityQuery } from './queries.ts';
import { documentsRoutes } from './routes.ts';
import { photoEdgeOf } from './rules.ts';
import { use } from './subjects.ts';
import { sweepFiles } from './sweep.ts';

/** What this subject offers to composition. */
export const documentsModule: Module = {
  queries: [integrityQuery],
  subjects: [use],
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
    { name: 'documents.inspect', title: '证据核验', everyMs: 1_000, round: inspectFiles },
  ],
};
