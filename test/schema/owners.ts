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
 * Places where a migration names another context's schema. Three may: a foreign key (`references other.table`), for as long as foreign keys
 * cross contexts; a call of the kernel's functions, on which all stand; and `select other.function(…)`, a door another context made for it.
 */
export function foreignNames(files: readonly Migration[], owners: readonly string[]): string[] {
  return files.flatMap((file) => {
    const others = owners.filter((owner) => owner !== file.owner);
    const foreign = new RegExp(`(\\b(?:references|select)\\s+)?\\b(${others.join('|')})\\.(\\w+)(\\s*\\()?`, 'gi');
    return splitStatements(file.text).flatMap(({ text, line }) =>
      [...skeleton(text, { keepBodies: true }).matchAll(foreign)]
        .filter(
          ([, before = '', schema, , call]) =>
            !/^references/i.test(before) && !(call && (schema === 'kernel' || before)),
        )
        .map((hit) => {
          const at = line + text.slice(0, hit.index).split('\n').length - 1;
          return `db/migrations/${file.name}:${at}: ${file.owner} names ${hit[2]}.${hit[3]}`;
        }),
    );
  });
}
