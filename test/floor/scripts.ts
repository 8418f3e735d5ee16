/** What a built script asks of the browser that the floor does not have: syntax, methods, statics, globals. */
import type { Identifier as Data } from '@mdn/browser-compat-data';
import { type AnyNode, parse } from 'acorn';
import { full } from 'acorn-walk';
import { type Below, compat, isObject, lacking } from './support.ts';

/** Objects of the page whose methods are known by name alone; a method of a rarer one would take words of our own for its. */
const PAGE =
  /^(AbortSignal|Blob|CacheStorage|CanvasRenderingContext2D|Clipboard|Crypto|DataTransfer|Document|DOMTokenList|Element|FormData|Headers|HTMLDialogElement|HTMLElement|HTMLInputElement|IDBFactory|IDBObjectStore|IDBTransaction|LockManager|Node|NodeList|Range|ReadableStream|Request|Response|StorageManager|SubtleCrypto|URL|URLSearchParams|Window)$/;
/**
 * The language's own whose methods are known by name alone. Left out are iterators (`filter`, `take`, which look like those of a list, and which the
 * compiler's library keeps out of our own code) and what few ever call.
 */
const LANGUAGE =
  /^(Array|ArrayBuffer|BigInt|Date|Error|Function|JSON|Map|Math|Number|Object|Promise|Reflect|RegExp|Set|String|Symbol|TypedArray|WeakMap|WeakSet)$/;

interface Known {
  globals: Map<string, string>;
  statics: Map<string, string>;
  methods: Map<string, string>;
}

let known: Known | undefined;
function late(): Known {
  if (known) return known;
  const [globals, statics, methods] = [new Map<string, string>(), new Map<string, string>(), new Map<string, string>()];
  const everywhere = new Set<string>();
  const learn = (name: string, of: Data, membersToo: boolean) => {
    const own = lacking(of);
    if (own) globals.set(name, own);
    if (!membersToo) return;
    for (const [key, member] of Object.entries(of) as [string, Data][]) {
      if (key === '__compat' || key === name || !member.__compat || /_(event|permission)$|\W/.test(key)) continue;
      const why = lacking(member);
      const plain = key.replace(/_static$/, '');
      if (!why) everywhere.add(plain);
      else statics.set(`${name}.${plain}`, why);
      if (why && plain === key && !methods.has(plain)) methods.set(plain, why);
    }
  };
  const { api, javascript } = compat();
  for (const [name, of] of Object.entries(javascript.builtins ?? {}) as [string, Data][])
    learn(name, of, LANGUAGE.test(name));
  for (const [name, of] of Object.entries(api) as [string, Data][]) learn(name, of, PAGE.test(name));
  // The same name on another object is there: which of the two is meant cannot be told from the text.
  for (const name of everywhere) methods.delete(name);
  known = { globals, statics, methods };
  return known;
}

/** Looks at one script as the browser gets it; the whole list, each place once. */
export function scriptBelow(text: string, sourceType: 'module' | 'script' = 'module'): Below[] {
  const found: Below[] = [];
  const near = (at: number) => text.slice(Math.max(0, at - 40), at + 60).replace(/\s+/g, ' ');
  let tree: AnyNode;
  try {
    tree = parse(text, { ecmaVersion: 2020, sourceType });
  } catch (error) {
    const { message, pos = 0 } = error as SyntaxError & { pos?: number };
    return [{ what: `syntax: ${message}`, lacking: 'ES2020', near: near(pos) }];
  }
  const { globals, statics, methods } = late();
  const tell = (what: string, why: string | undefined, node: AnyNode) => {
    if (why !== undefined) found.push({ what, lacking: why, near: near(node.start) });
  };
  full(tree, (node) => {
    if (node.type === 'Identifier') tell(node.name, globals.get(node.name), node);
    if (
      node.type === 'Literal' &&
      /\(\?<[=!]/.test('regex' in node && node.regex ? node.regex.pattern : String(node.value))
    )
      tell('(?<=', 'safari 16.4', node);
    if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
      const { name } = node.property;
      if (node.object.type === 'Identifier')
        tell(`${node.object.name}.${name}`, statics.get(`${node.object.name}.${name}`), node);
    }
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed) {
      const { object, property } = node.callee;
      // `CSS.escape(…)` is no `RegExp.escape(…)`: of a named object the statics above are asked.
      if (object.type === 'Identifier' && isObject(object.name)) return;
      if (property.type === 'Identifier') tell(`.${property.name}()`, methods.get(property.name), property);
    }
  });
  return found;
}

/** Everything of the language a browser of the floor lacks, as `Array.prototype.at`, `Object.hasOwn`, `structuredClone`: what a run without it deletes. */
export function missingOfLanguage(): string[] {
  const names = [...late().globals.keys()].filter((name) => name in (compat().javascript.builtins ?? {}));
  for (const [name, of] of Object.entries(compat().javascript.builtins ?? {}) as [string, Data][])
    if (LANGUAGE.test(name))
      for (const [key, member] of Object.entries(of) as [string, Data][])
        if (key !== name && /^\w+$/.test(key) && key !== '__compat' && lacking(member))
          names.push(`${name}.${key}`, `${name}.prototype.${key}`);
  return names;
}
