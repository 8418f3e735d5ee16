import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStatements } from './statements.ts';

const cut = (sql: string) => splitStatements(sql).map(({ text, line }) => `${line}: ${text}`);

describe('splitStatements', () => {
  test('cuts at semicolons outside quotes, comments and bodies, and counts lines', () => {
    expect(cut('select 1;\nselect 2')).toEqual(['1: select 1', '2: select 2']);
    expect(cut("\n-- a; b\n\nselect ';';;\n")).toEqual(["4: select ';'"]);
    expect(cut('/* x; /* y; */ ; */ select 1;')).toEqual(['1: select 1']);
    expect(cut('do $$ begin; end $$;\nselect $a$;$$;$a$;')).toEqual(['1: do $$ begin; end $$', '2: select $a$;$$;$a$']);
    expect(cut(`select 'it''s;', E'a\\';b', "od;d""x";select 2`)).toEqual([
      `1: select 'it''s;', E'a\\';b', "od;d""x"`,
      '1: select 2',
    ]);
    expect(cut("select name'a\\';select 2")).toEqual(["1: select name'a\\'", '1: select 2']);
    expect(cut('select $1, a$b$c;')).toEqual(['1: select $1, a$b$c']);
    expect(cut("comment on table x is '尾矿库；'; select 1")).toEqual([
      "1: comment on table x is '尾矿库；'",
      '1: select 1',
    ]);
    expect(cut(' ;; \n; -- nothing')).toEqual([]);
  });

  test('names the line of what never ends', () => {
    for (const sql of ["\nselect 'a", '\nselect "a', '\n/* a', '\ndo $x$ a']) {
      expect(() => splitStatements(sql)).toThrow(expect.objectContaining({ line: 2 }));
    }
    expect(() => splitStatements('create function f() returns int\nbegin atomic select 1; end;')).toThrow(
      /begin atomic/,
    );
  });

  test('quoted text of any kind never cuts a statement', () => {
    const wrap = fc.oneof(
      fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
      fc.string().map((text) => `"${text.replaceAll('"', '""')}"`),
      fc.string().map((text) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`),
      fc.string().map((text) => `$q$${text.replaceAll('$', '')}$q$`),
      fc.string().map((text) => `/*${text.replaceAll('*', '').replaceAll('/', '')}*/`),
    );
    fc.assert(
      fc.property(fc.array(fc.array(wrap, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (statements) => {
        const written = statements.map((parts) => `select ${parts.join(' , ')}`);
        expect(splitStatements(written.join(';\n')).map((one) => one.text.trim())).toEqual(
          written.map((one) => one.trim()),
        );
      }),
    );
  });
});
