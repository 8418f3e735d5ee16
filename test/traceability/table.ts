/**
 * Reads the table `| id | screen | route | test |` of docs/traceability.md. Several values in a cell are separated by
 * `<br>`; `—` is none; a test is `file › name`, or `未接入: subject` for a subject that is not built yet.
 */

/** One row: a demand and where it is met. */
export interface Trace {
  id: string;
  screens: string[];
  routes: string[];
  tests: string[];
  /** The subject that will meet it, when none does yet. */
  notYet: string | undefined;
  line: number;
}

const NOT_YET = /^未接入[:：]\s*(.+)$/;

function values(cell: string): string[] {
  return cell
    .split(/<br\s*\/?>/)
    .map((value) => value.replaceAll('`', '').trim())
    .filter((value) => value !== '' && value !== '—' && value !== '-');
}

/** @throws when there is no such table or a row of it has another shape */
export function readTable(text: string): Trace[] {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^\|\s*id\s*\|\s*screen\s*\|\s*route\s*\|\s*test\s*\|\s*$/i.test(line));
  if (head < 0) throw new Error('docs/traceability.md has no table | id | screen | route | test |');
  const found: Trace[] = [];
  for (let at = head + 2; lines[at]?.startsWith('|'); at += 1) {
    const cells = lines[at]!.trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/);
    if (cells.length !== 4) throw new Error(`docs/traceability.md:${at + 1}: ${cells.length} cells, 4 are meant`);
    const [id = '', screens, routes, tests] = cells
      .map(values)
      .map((list, column) => (column === 0 ? list[0] : list)) as [string, string[], string[], string[]];
    const notYet = tests.map((test) => NOT_YET.exec(test)?.[1]).find(Boolean);
    found.push({ id, screens, routes, tests: tests.filter((test) => !NOT_YET.test(test)), notYet, line: at + 1 });
  }
  return found;
}
