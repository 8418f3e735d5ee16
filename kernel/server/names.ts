/** Names: camelCase in TypeScript and on the wire, snake_case in the database. Both directions cached. */
const toSnake = new Map<string, string>();
const toCamel = new Map<string, string>();

/** `dueOn` → `due_on`. Only letters and digits pass: a name is never a door for SQL. */
export function snake(key: string): string {
  let name = toSnake.get(key);
  if (name === undefined) {
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(key)) throw new Error(`not a column name: ${key}`);
    name = key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
    toSnake.set(key, name);
  }
  return name;
}

/** `due_on` → `dueOn`. A unit suffix stays: `money_yuan` is written `moneyYuan`. */
export function camel(name: string): string {
  let key = toCamel.get(name);
  if (key === undefined) {
    key = name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());
    toCamel.set(name, key);
  }
  return key;
}

/** A database row with its keys in camelCase. */
export function camelRow<T>(row: Record<string, unknown>): T {
  const out: Record<string, unknown> = {};
  for (const name in row) out[camel(name)] = row[name];
  return out as T;
}
