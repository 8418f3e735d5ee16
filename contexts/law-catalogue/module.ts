import { todayIn } from '#kernel';
import type { Module } from '#kernel/server';
import { described } from './described.ts';
import { lawPages } from './public/pages.ts';
import { lawQueries, lawSearch } from './queries.ts';
import { lawRoutes } from './routes.ts';

/** What the law catalogue offers to composition. */
export const lawModule: Module = {
  queries: lawQueries,
  search: [lawSearch],
  routes: [
    {
      async mount(app, { runner }) {
        await lawRoutes(app);
        await lawPages(app, { today: () => todayIn(runner.clock()) });
      },
      described,
    },
  ],
};
