import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { type Connection, type DatabaseDoors, urlOf, withClient } from './connection.ts';
import { makePool } from './pool.ts';
import { copyOnCluster, createOnNodes, dropOnCluster, joinToCluster, type Node } from './testing-cluster.ts';

/** What `test/postgres.ts` hands to the workers. `template` has all roles and migrations, `empty` only the roles. */
export interface TestServer {
  admin: Connection;
  passwords: Record<'owner' | 'app' | 'reader' | 'auditor', string>;
  prefix: string;
  template: string;
  empty: string;
  /** Why the migrations could not be run; databases without them can still be had. */
  broken: string;
  /** Nodes when the server is a cluster, else none. */
  nodes: readonly Node[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    zeanPostgres: TestServer;
  }
}

/** A database of a test file's own. */
export interface TestDatabase extends Required<DatabaseDoors> {
  pools: { owner: pg.Pool; app: pg.Pool; reader: pg.Pool; auditor: pg.Pool };
  /** The superuser in this database, for arranging what no role of ours may do. */
  admin: Connection;
  /** The owner's address. */
  url: string;
  /** Makes a plain database of a cluster's server one of the cluster. */
  join(): Promise<void>;
  /** Ends the pools and drops the database. Left out, the end of the whole run does it. */
  close(): Promise<void>;
}

/** Whether the tests run on a cluster: what only one machine has (a file of its own, an embedded server) is not tried there. */
export const testedOnCluster = (): boolean => inject('zeanPostgres').nodes.length > 0;

/** Drops a database of a test, on every node. */
export const dropDatabase = (server: TestServer, name: string): Promise<unknown> =>
  server.nodes.length > 0
    ? dropOnCluster(server.admin, server.nodes, name)
    : withClient(server.admin, (client) => client.query(`drop database if exists ${name} with (force)`));

/**
 * A fresh database with all migrations (or, `empty`, with the roles only) for one `*.pg.test.ts` file:
 * `const db = await testDatabase()` at its top or in `beforeAll`, `await db.close()` in `afterAll`. `plain`: an empty one that a cluster's
 * server has not joined yet. `template`: a copy of that database instead.
 */
export async function testDatabase(
  options: { empty?: boolean; plain?: boolean; template?: string } = {},
): Promise<TestDatabase> {
  const server = inject('zeanPostgres');
  if (!options.empty && server.broken) throw new Error(`migrations failed: ${server.broken}`);
  const name = `${server.prefix}_${randomBytes(5).toString('hex')}`;
  const nodes = server.nodes.length > 0;
  const cluster = nodes && !options.plain;
  const template = options.template ?? (options.empty ? server.empty : server.template);
  if (cluster) await copyOnCluster(server.admin, server.nodes, template, name, 'zean_owner');
  else if (nodes) await createOnNodes(server.admin, server.nodes, name, 'zean_owner');
  await withClient(server.admin, async (client) => {
    // Copied as files, a fifth of the work of logging every page of it.
    if (!nodes) await client.query(`create database ${name} template ${template} strategy file_copy owner zean_owner`);
    await client.query(`revoke all on database ${name} from public`);
    for (const role of ['zean_app', 'zean_reader', 'zean_auditor'])
      await client.query(`grant connect on database ${name} to ${role}`);
  });
  const door = (role: keyof TestServer['passwords']): Connection => ({
    ...server.admin,
    user: `zean_${role}`,
    password: server.passwords[role],
    database: name,
  });
  // On a cluster only a superuser spreads tables, so he is the owner there.
  const doors = {
    owner: cluster ? { ...server.admin, database: name } : door('owner'),
    app: door('app'),
    reader: door('reader'),
    auditor: door('auditor'),
  };
  const pool = (to: Connection) => makePool(to, { max: 8, applicationName: name });
  const pools = {
    owner: pool(doors.owner),
    app: pool(doors.app),
    reader: pool(doors.reader),
    auditor: pool(doors.auditor),
  };
  return {
    ...doors,
    pools,
    admin: { ...server.admin, database: name },
    url: urlOf(doors.owner),
    join: () => joinToCluster(server.admin, server.nodes, name),
    async close() {
      await Promise.all(Object.values(pools).map((one) => one.end()));
      await dropDatabase(server, name);
    },
  };
}
