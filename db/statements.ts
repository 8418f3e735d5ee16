/** One statement of a migration file, with the line its first word stands on (from 1). */
export interface Statement {
  text: string;
  line: number;
}

/** A file that cannot be cut into statements; `line` is where the open quote or comment began. */
export class StatementError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.name = 'StatementError';
    this.line = line;
  }
}

const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

/**
 * Cuts SQL into statements at the semicolons that end them: not those in '…', E'…', "…", $tag$…$tag$, -- and nested
 * comments. We send statements singly because PostgreSQL names a position only for some errors; a line, always, helps.
 * A function body in `begin atomic` form is refused (write it between $$).
 */
export function splitStatements(sql: string): Statement[] {
  const found: Statement[] = [];
  const lineAt = (offset: number) => sql.slice(0, offset).split('\n').length;
  let start = -1;
  let at = 0;

  const closing = (from: number, mark: string, what: string): number => {
    const end = sql.indexOf(mark, from);
    if (end < 0) throw new StatementError(lineAt(at), `${what}没有结束`);
    return end + mark.length;
  };
  const quoted = (quote: string, escapes: boolean): number => {
    for (let i = at + 1; i < sql.length; i++) {
      if (escapes && sql[i] === '\\') i++;
      else if (sql[i] === quote) {
        if (sql[i + 1] !== quote) return i + 1;
        i++;
      }
    }
    throw new StatementError(lineAt(at), `引号 ${quote} 没有结束`);
  };
  const comment = (): number => {
    let depth = 0;
    for (let i = at; i < sql.length; i++) {
      if (sql.startsWith('/*', i)) {
        depth++;
        i++;
      } else if (sql.startsWith('*/', i)) {
        depth--;
        i++;
        if (depth === 0) return i + 1;
      }
    }
    throw new StatementError(lineAt(at), '注释 /* 没有结束');
  };

  while (at < sql.length) {
    const char = sql[at] as string;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    if (sql.startsWith('--', at)) {
      const end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length : end + 1;
      continue;
    }
    if (sql.startsWith('/*', at)) {
      at = comment();
      continue;
    }
    if (char === ';') {
      if (start >= 0) found.push({ text: sql.slice(start, at), line: lineAt(start) });
      start = -1;
      at++;
      continue;
    }
    if (start < 0) start = at;
    if (char === "'" || char === '"') {
      // E'…' and e'…' only when the letter is not the end of a longer word.
      const escapes = char === "'" && /(?:^|[^\w\u0080-\uffff])[eE]$/.test(sql.slice(Math.max(0, at - 2), at));
      at = quoted(char, escapes);
    } else if (char === '$') {
      DOLLAR.lastIndex = at;
      const tag = DOLLAR.exec(sql)?.[0];
      at = tag ? closing(at + tag.length, tag, `${tag} `) : at + 1;
    } else if (/[\w\u0080-\uffff]/.test(char)) {
      const word = /^[\w$\u0080-\uffff]+/.exec(sql.slice(at, at + 200))?.[0] ?? char;
      if (/^atomic$/i.test(word) && /\bbegin\s+$/i.test(sql.slice(start, at))) {
        throw new StatementError(lineAt(at), '不支持 begin atomic 函数体，请写成 $$ … $$');
      }
      at += word.length;
    } else at++;
  }
  if (start >= 0) {
    const text = sql.slice(start).trimEnd();
    found.push({ text, line: lineAt(start) });
  }
  return found;
}
