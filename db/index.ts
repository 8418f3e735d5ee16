/** The door of db/: see README.md. */
export type { BackupManifest } from './archive.ts';
export { type BackupSource, backup, backupElsewhere, DATA_IN_ARCHIVE, type Progress } from './backup.ts';
export { type Connection, connectionFromUrl, type DatabaseDoors, urlOf, withClient } from './connection.ts';
export { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded, useEmbedded } from './embedded/index.ts';
export { type FolderLock, lockFolder } from './embedded/lock.ts';
export { DatabaseFailure } from './failure.ts';
export { type Migrated, type MigrateOptions, migrate } from './migrate.ts';
export { defaultMigrationsFolder } from './migrations.ts';
export { migrationOwners, ranks } from './order.ts';
export { makePool, type PoolOptions, typeReaders } from './pool.ts';
export { restore } from './restore.ts';
export { assertUsableServer } from './role-making.ts';
export { APP_ROLE, AUDITOR_ROLE, OWNER_ROLE, READER_ROLE } from './role-names.ts';
export {
  assertSafeRole,
  DATABASE,
  type DatabaseSource,
  prepareDatabase,
} from './roles.ts';
export { FIELD_KEYS_FILE, type FieldKey, fieldKey, fieldKeysOf, readFieldKeys } from './secrets.ts';
export { type Tried, tryRestore } from './try-restore.ts';
export { writeAnew } from './write-anew.ts';
