/** What migrations rename or drop is known to the subject whose old effects still name it. */
import { splitStatements } from '../../db/statements.ts';
import { camel } from '../../kernel/server/names.ts';
import type { Finding } from '../tidy/finding.ts';

interface Migration {
  name: string;
  text: string;
}

/** As far as a replay asks it. */
interface Kept {
  kind: string;
  table: string;
  gone?: readonly string[] | undefined;
  renamed?: Readonly<Record<string, string>> | undefined;
}

const ALTER = /^alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w.]+)/i;
const DROP =
  /\bdrop\s+(?:column\s+)?(?:if\s+exists\s+)?(?!constraint\b|default\b|not\b|expression\b|identity\b)(\w+)/gi;
const RENAME = /\brename\s+(?:column\s+)?(?!to\b|constraint\b)(\w+)\s+to\s+(\w+)/gi;

const bare = (sql: string): string =>
  sql
    .replace(/--.*$/gm, '')
    .replace(/'[^']*'/g, "''")
    .trim();

/** Columns that journalled rows once had under a name no subject knows any more: `journal replay` would take them for a difference. */
export function forgottenColumns(history: readonly Migration[], subjects: readonly Kept[]): Finding[] {
  const found: Finding[] = [];
  for (const { name, text } of history) {
    for (const { text: statement, line } of splitStatements(text)) {
      const sql = bare(statement);
      const of = subjects.find(({ table }) => table === ALTER.exec(sql)?.[1]);
      if (!of) continue;
      const at = `db/migrations/${name}:${line}` as const;
      for (const [, column = ''] of sql.matchAll(DROP))
        if (!of.gone?.includes(camel(column)))
          found.push(`${at}: ${of.table}.${column} is dropped, \`gone\` of the subject ${of.kind} does not name it`);
      for (const [, from = '', to = ''] of sql.matchAll(RENAME))
        if (!of.gone?.includes(camel(from)) && of.renamed?.[camel(from)] === undefined)
          found.push(`${at}: ${of.table}.${from} became ${to}, \`renamed\` of the subject ${of.kind} does not say so`);
    }
  }
  return found;
}
