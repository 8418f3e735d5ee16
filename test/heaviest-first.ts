import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, longest first. Begun last, one of them alone would keep the whole run waiting. */
const HEAVIEST = [
  'test/matrix-commands.pg.test.ts',
  'test/matrix-walls.pg.test.ts',
  // Plays the demonstration that its neighbours clone: begun long before them, it keeps none waiting.
  'apps/server/demo/exports.pg.test.ts',
  'db/embedded/embedded.pg.test.ts',
  'apps/server/backups.pg.test.ts',
  'contexts/programme/roster.pg.test.ts',
  'db/embedded/crash.pg.test.ts',
  'test/matrix-reads.pg.test.ts',
  'contexts/hazards/reads.pg.test.ts',
  'test/http.pg.test.ts',
  'db/backup.pg.test.ts',
  'contexts/registry/import/import.pg.test.ts',
  'contexts/access/sign-in.pg.test.ts',
  'apps/server/health.pg.test.ts',
  'kernel/server/journal.pg.test.ts',
  'db/roles.pg.test.ts',
  'test/personal.pg.test.ts',
  'db/migrate.pg.test.ts',
  'apps/server/cli/law.test.ts',
  'test/borders.test.ts',
  'test/tidy.test.ts',
  // These two need no shared server and run while it comes up.
  'e2e/first-day.e2e.test.ts',
  'e2e/command-line.e2e.test.ts',
  'e2e/dev.e2e.test.ts',
  'e2e/tasks.e2e.test.ts',
  'e2e/field-offline.e2e.test.ts',
  'e2e/crash.e2e.test.ts',
  'e2e/loop.e2e.test.ts',
  'e2e/registry.e2e.test.ts',
];

const weight = ({ moduleId }: TestSpecification): number => {
  const at = HEAVIEST.findIndex((file) => moduleId.endsWith(file));
  return at < 0 ? HEAVIEST.length : at;
};

/** Begins the heaviest files first; the others in vitest's own order. */
export class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => weight(a) - weight(b));
  }
}
