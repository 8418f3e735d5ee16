import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Connection, connectionFromUrl, withClient } from '../db/connection.ts';
import { startEmbedded } from '../db/embedded/index.ts';
import { livePostmaster } from '../db/embedded/postmaster.ts';
import { isAlive, waitFor } from '../db/embedded/processes.ts';
import { errorText } from '../db/failure.ts';
import { migrate } from '../db/migrate.ts';
import { dropDatabase, type TestServer } from '../db/testing.ts';
import { closeOnCluster, clusterNodes, createOnCluster } from '../db/testing-cluster.ts';

const FOLDER = /^zean-test-(\d+)-[0-9a-f]+$/;
const ROLES = ['owner', 'app', 'reader', 'auditor'] as const;

/** Ends servers of earlier test runs that were killed: only those whose folder names a Node process that is gone. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = FOLDER.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    const left = livePostmaster(join(folder, 'postgres'));
    try {
      if (left) process.kill(left.pid, 'SIGQUIT');
      if (left) await waitFor(() => !isAlive(left.pid), 5_000);
      await rm(folder, { recursive: true, force: true });
    } catch {
      // Another user's leftovers: theirs to sweep.
    }
  }
}

/** Makes roles and the two databases test files are cloned from. */
async function composed(admin: Connection): Promise<TestServer> {
  const prefix = `zean_test_${randomBytes(4).toString('hex')}`;
  const names = { template: `${prefix}_template`, empty: `${prefix}_empty` };
  // One password for all runs on an operator's test server: two runs at once must not lock each other out.
  const passwords = { owner: 'zean-test', app: 'zean-test', reader: 'zean-test', auditor: 'zean-test' };
  const nodes = await clusterNodes(admin);
  await withClient(admin, async (client) => {
    for (const role of ROLES) {
      const there = (await client.query('select 1 from pg_roles where rolname = $1', [`zean_${role}`])).rowCount;
      await client.query(
        `${there ? 'alter' : 'create'} role zean_${role} login nosuperuser nobypassrls password '${passwords[role]}'`,
      );
    }
    for (const name of [names.empty, names.template])
      if (nodes.length === 0) await client.query(`create database ${name} template template0 owner zean_owner`);
  });
  for (const name of [names.empty, names.template])
    if (nodes.length > 0) await createOnCluster(admin, nodes, name, 'zean_owner');
  const owner: Connection = { ...admin, database: names.template };
  // On a cluster only a superuser spreads tables.
  if (nodes.length === 0) Object.assign(owner, { user: 'zean_owner', password: passwords.owner });
  const broken = await migrate(owner)
    .then(() => '')
    .catch(errorText);
  for (const name of [names.empty, names.template]) if (nodes.length > 0) await closeOnCluster(admin, nodes, name);
  return { admin, passwords, prefix, ...names, broken, nodes };
}

/** Files of the demonstration that test files share (apps/server/demo/testing.ts). */
const demonstrationOf = ({ prefix }: TestServer): string => join(tmpdir(), `${prefix}_demonstration`);

/** One PostgreSQL for the whole run: TEST_DATABASE_URL (a superuser's address) or an embedded one in the temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const admin = connectionFromUrl(given);
    const server = await composed(admin);
    project.provide('zeanPostgres', server);
    return async () => {
      const left = await withClient(admin, (client) =>
        client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [
          server.prefix,
        ]),
      );
      for (const { datname } of left.rows) await dropDatabase(server, datname);
      await rm(demonstrationOf(server), { recursive: true, force: true });
    };
  }
  await sweep();
  const dataFolder = join(tmpdir(), `zean-test-${process.pid}-${randomBytes(3).toString('hex')}`);
  await mkdir(dataFolder, { mode: 0o711 });
  // Nothing here outlives the run, so nothing is made durable.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '64MB',
    max_connections: '200',
  };
  const embedded = await startEmbedded({ dataFolder, log: () => {}, settings });
  const server = await composed(embedded.connection);
  project.provide('zeanPostgres', server);
  return async () => {
    await embedded.stop();
    await rm(dataFolder, { recursive: true, force: true });
    await rm(demonstrationOf(server), { recursive: true, force: true });
  };
}
