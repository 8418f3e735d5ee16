import { realpath } from 'node:fs/promises';
import { type Connection, urlOf, withClient } from '../connection.ts';
import { DatabaseFailure, errorCode } from '../failure.ts';
import { readSecrets, type Secrets, secretsOf } from '../secrets.ts';
import { type Binaries, locateBinaries } from './binaries.ts';
import { clusterMajor, ensureCluster, writeSettings } from './cluster.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { type Place, placeOf } from './place.ts';
import { livePostmaster, type Postmaster } from './postmaster.ts';
import { waitFor } from './processes.ts';
import { notOurs, settled, startServer, stopServer } from './server.ts';
import { type Watched, watch } from './watch.ts';

/** What a start of the embedded PostgreSQL needs. */
export interface EmbeddedOptions {
  /** The data folder (ZEAN_DATA); made when absent. */
  dataFolder: string;
  /** Takes one Chinese line a time about what happens. */
  log: (line: string) => void;
  /** Called each time the server dies without `stop()`, before it is started again. */
  onLost?: (reason: string) => void;
  /** Settings that win over ours, e.g. `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** Work of the caller's, done once while the server comes up; what it throws ends the start. */
  meanwhile?: () => void;
  /** Another `native` folder, e.g. of another major version. */
  native?: string;
}

/** A running PostgreSQL of our own. */
export interface EmbeddedDatabase {
  /** The superuser at database `postgres`, over the unix socket where there is one. For set-up and backup only. */
  connection: Connection;
  /** Where a role signs in (default: the superuser); over the socket where there is one. */
  connectionOf(user: string, password: string, database: string): Connection;
  /** The same as a postgres:// address, always over TCP on 127.0.0.1, for tools. */
  url(user?: string, password?: string, database?: string): string;
  /** True when a server left running by a killed Node was taken over instead of started. */
  adopted: boolean;
  /** Of now: a server that died was started again. */
  readonly pid: number;
  /** `17.10` */
  version: string;
  /** The cluster's folder, PGDATA. */
  cluster: string;
  dataFolder: string;
  /** Stops server within 10 s and gives the data folder free. Calling it again waits for the same stop. */
  stop(): Promise<void>;
}

/** Signs in as our superuser and looks whether this is our cluster in our version. */
async function isOurs(place: Place, binaries: Binaries, secrets: Secrets, live: Postmaster): Promise<boolean> {
  const to = superuserOf(secrets, live);
  const answer = await withClient(to, (client) =>
    client.query("select current_setting('data_directory') as folder, current_setting('server_version') as version"),
  ).catch((error) => {
    throw notOurs(place, live.pid, error);
  });
  const { folder, version } = answer.rows[0] as { folder: string; version: string };
  const same = (await realpath(folder).catch(() => folder)) === (await realpath(place.cluster));
  if (!same) throw notOurs(place, live.pid, new Error(`data_directory = ${folder}`));
  return version.split(' ')[0] === binaries.version;
}

function superuserOf(secrets: Secrets, live: Postmaster): Connection {
  const { name: user, password } = secrets.superuser;
  return { host: live.sockets || '127.0.0.1', port: live.port, user, password, database: 'postgres' };
}

/**
 * Starts (or takes over) the PostgreSQL of a data folder and waits until it accepts connections.
 * Throws `DatabaseFailure`: FOLDER_IN_USE (another Node process has the folder, named by pid), FOLDER_NOT_WRITABLE,
 * FOLDER_UNREACHABLE, PLATFORM_UNSUPPORTED, BINARIES_MISSING, BINARIES_BROKEN, CLUSTER_VERSION, CLUSTER_UNREADABLE,
 * INITDB_FAILED, SECRETS_…, SERVER_NOT_OURS, SERVER_NOT_STARTED.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const place = await placeOf(options.dataFolder, options.log);
  const lock = await lockFolder(place.dataFolder);
  try {
    return await open(options, place, lock);
  } catch (error) {
    await lock.release();
    if (error instanceof DatabaseFailure) throw error;
    if (['EACCES', 'EPERM'].includes(errorCode(error))) {
      throw new DatabaseFailure(
        'FOLDER_NOT_WRITABLE',
        `数据目录 ${place.dataFolder} 中有当前用户无权使用的文件（${(error as NodeJS.ErrnoException).path ?? ''}）；请用当初启动它的用户运行`,
        error,
      );
    }
    throw error;
  }
}

/**
 * The embedded server for a command line run: started (and stopped by `stop()`) when nobody has the data folder, else the
 * server of the program that has it, which `stop()` then leaves alone. Throws as `startEmbedded`, and SERVER_NOT_READY when the
 * other program has no server running within 30 s.
 */
export async function useEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!(error instanceof DatabaseFailure && error.code === 'FOLDER_IN_USE')) throw error;
    const place = await placeOf(options.dataFolder, () => {});
    const ready = () => livePostmaster(place.cluster)?.status === 'ready';
    await waitFor(ready, 30_000, 100);
    const live = livePostmaster(place.cluster);
    if (!live || !ready()) throw new DatabaseFailure('SERVER_NOT_READY', error.message, error);
    const [binaries, secrets] = [await locateBinaries(place, options.native), await openSecrets(place)];
    await isOurs(place, binaries, secrets, live);
    options.meanwhile?.();
    return handle(
      place,
      binaries,
      secrets,
      () => livePostmaster(place.cluster) ?? live,
      true,
      async () => {},
    );
  }
}

async function open(options: EmbeddedOptions, place: Place, lock: FolderLock): Promise<EmbeddedDatabase> {
  const { log } = options;
  const binaries = await locateBinaries(place, options.native);
  const secrets = await openSecrets(place);
  if ((await ensureCluster(place, binaries, secrets)) === 'made') log(`已建立数据库（PostgreSQL ${binaries.version}）`);

  let work = options.meanwhile;
  const meanwhile = () => {
    const now = work;
    work = undefined;
    now?.();
  };
  let live = await settled(place, log);
  let adopted = false;
  if (live && (await isOurs(place, binaries, secrets, live))) adopted = true;
  else {
    if (live) {
      log(`运行中的数据库进程 ${live.pid} 是另一个小版本，先停止它`);
      await stopServer(place, binaries, live.pid);
    }
    await writeSettings(place, options.settings);
    live = await startServer(place, binaries, { meanwhile });
  }
  meanwhile();
  if (adopted) log(`接管了仍在运行的数据库进程 ${live.pid}`);
  const server = watch(place, binaries, live, options);
  return handle(place, binaries, secrets, server.now, adopted, stopOnce(server, options, lock));
}

/** Stops server and watch in order, once, and gives the folder free. */
function stopOnce(server: Watched, options: EmbeddedOptions, lock: FolderLock): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    try {
      const way = await server.stop();
      if (way === 'immediate') options.log('数据库未能在限时内正常停止，已立即停止；下次启动时自动恢复');
    } finally {
      await lock.release();
    }
  };
  return () => (stopping ??= stop());
}

/** A cluster without its passwords cannot be opened by anybody; new ones would only hide that. */
async function openSecrets(place: Place): Promise<Secrets> {
  if ((await clusterMajor(place)) === undefined) return secretsOf(place.dataFolder);
  const secrets = await readSecrets(place.dataFolder);
  if (secrets) return secrets;
  throw new DatabaseFailure(
    'SECRETS_MISSING',
    `数据目录 ${place.dataFolder} 有数据库但缺少口令文件 secrets.json；请从备份恢复该文件`,
  );
}

function handle(
  place: Place,
  binaries: Binaries,
  secrets: Secrets,
  now: () => Postmaster,
  adopted: boolean,
  stop: () => Promise<void>,
): EmbeddedDatabase {
  // Started again, a server keeps its port: connections stay true, only the process is another.
  const connection = superuserOf(secrets, now());
  const connectionOf = (user: string, password: string, database: string) => ({
    ...connection,
    user,
    password,
    database,
  });
  return {
    connection,
    connectionOf,
    url: (user = connection.user, password = connection.password, database = 'zean') =>
      urlOf({ ...connectionOf(user, password, database), host: '127.0.0.1', port: connection.port }),
    adopted,
    get pid() {
      return now().pid;
    },
    version: binaries.version,
    cluster: place.cluster,
    dataFolder: place.dataFolder,
    stop,
  };
}
