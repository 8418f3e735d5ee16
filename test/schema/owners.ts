/** A migration makes, changes and opens only what its own context holds. */
import { splitStatements } from '../../db/statements.ts';
import { skeleton } from '../tidy/sql.ts';

/** What a history holds of one file. */
export interface Migration {
  name: string;
  owner: string;
  text: string;
}

/**
 * Places where a migration names another context's schema. Two may: a foreign key (`references other.table`), for as long as foreign keys
 * cross contexts; and a call of the kernel's, on which all stand.
 */
export function foreignNames(files: readonly Migration[], owners: readonly string[]): string[] {
  return files.flatMap((file) => {
    const others = owners.filter((owner) => owner !== file.owner);
    const foreign = new RegExp(`(\\breferences\\s+)?\\b(${others.join('|')})\\.(\\w+)(\\s*\\()?`, 'gi');
    return splitStatements(file.text).flatMap(({ text, line }) =>
      [...skeleton(text, { keepBodies: true }).matchAll(foreign)]
        .filter(([, key, schema, , call]) => !key && !(schema === 'kernel' && call))
        .map((hit) => {
          const at = line + text.slice(0, hit.index).split('\n').length - 1;
          return `db/migrations/${file.name}:${at}: ${file.owner} names ${hit[2]}.${hit[3]}`;
        }),
    );
  });
}
