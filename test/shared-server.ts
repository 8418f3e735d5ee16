import { readFileSync } from 'node:fs';
import { inject } from 'vitest';

/** What test/server.ts tells the workers once it is known. */
export interface SharedServer {
  /** With the slash at its end. */
  url: string;
  dataFolder: string;
  /** Data folder of the demonstration as it was played, of no server: for `serveForTest({ from })`. */
  seed: string;
  /** What the very first start in an empty folder said. */
  firstSaid: string;
  /** Why there is no server, '' when there is one. */
  broken: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file it will stand in. */
    zeanServer: string;
  }
}

let told: SharedServer | undefined;

/**
 * The one server all browser tests of a run share, with the demonstration county. Leave it running, and touch only rows
 * your own test made.
 * @throws with the server's words when it did not start
 */
export function sharedServer(): SharedServer {
  const file = inject('zeanServer');
  if (!file) throw new Error('no shared server: test/server.ts must be in globalSetup of the project');
  told ??= JSON.parse(readFileSync(file, 'utf8')) as SharedServer;
  const server = told;
  if (server.broken) throw new Error(`the server did not start: ${server.broken}`);
  return server;
}

/** The demonstration as it was played, for a server of a test's own: `serveForTest(seeded())`. */
export const seeded = (): { from: string } => ({ from: sharedServer().seed });
