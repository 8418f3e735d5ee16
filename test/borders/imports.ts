/** Borders that are about who imports whom. Each rule answers a sentence when an import breaks it. */
import type { Import } from '../source/parse.ts';
import { packageOf } from '../source/parse.ts';
import { isProof } from '../source/tree.ts';
import { type Part, partOf, rankOf } from './parts.ts';

/** An import with everything a rule asks about it. */
export interface Crossing {
  path: string;
  from: Part;
  found: Import;
  /** Path in this repository, undefined for a package. */
  target: string | undefined;
  to: Part | undefined;
  /** Packages a customer's machine has: `dependencies` and `optionalDependencies`. */
  shipped: ReadonlySet<string>;
}

/** Modules that mean a world outside: a pure part has none. */
const WORLD =
  /^(node:.*|fs|path|crypto|os|http|https|net|pg|pg-copy-streams|kysely|fastify|@fastify\/.*|graphile-worker|pino|sharp|yauzl|hucre|commander|@node-rs\/.*|react|react-dom|antd|antd-mobile|@tanstack\/.*|dexie|leaflet|echarts|vite|esbuild)$/;

/** Modules no browser can load. */
const SERVER_ONLY =
  /^(node:.*|pg|pg-copy-streams|kysely|fastify|@fastify\/.*|graphile-worker|pino|sharp|yauzl|hucre|commander|@node-rs\/.*|vite|esbuild)$/;

const sameContext = ({ from, to }: Crossing): boolean =>
  from.part === 'context' && to?.part === 'context' && from.name === to.name;

/** Files of a context its screens may run: they hold neither SQL nor secrets. */
const SHARED_WITH_SCREENS =
  /^contexts\/[^/]+\/(domain\/.+|ledgers(\/.+)?\.ts|ledgers\.ts|personal\.ts|words\.ts|[^.]+\.json)$/;

/** law/ and notices/ are data: a JSON file there may be read by everybody, a rule included. */
const isData = (target: string): boolean => /^(law|notices)\/.+\.json$/.test(target);

/** Colours and sizes without React: pages written on the server have the look too. */
const THEME = 'kernel/ui/theme.ts';

type Rule = (crossing: Crossing) => string | undefined | false;

function kernelRule({ from, found, to, target }: Crossing): string | undefined | false {
  if (from.part !== 'kernel' || !to) return false;
  if (to.part !== 'kernel') return `kernel imports nothing of ours, not ${target}`;
  if (to.name === from.name || to.name === '') return false;
  if (from.name === 'server' && to.name === 'workbook') return false;
  if (from.name === 'phone' && (to.name === 'outbox' || to.name === 'ui')) return false;
  return !found.typeOnly && `${from.name ? `kernel/${from.name}` : 'the pure kernel'} may not import kernel/${to.name}`;
}

function screenRule(crossing: Crossing): string | undefined | false {
  const { path, from, to, target, found } = crossing;
  if (!from.screen || found.typeOnly) return false;
  if (!target) {
    return (
      SERVER_ONLY.test(packageOf(found.spec)) && `a screen runs in a browser, which has no ${packageOf(found.spec)}`
    );
  }
  if (target.endsWith('.css') || target.endsWith('.json')) return false;
  if (to?.part === 'kernel') {
    return (
      /^(server|workbook)$/.test(to.name) && `a screen never imports kernel/${to.name} (a type may come from there)`
    );
  }
  if (from.part === 'app')
    return to?.part !== 'app' && !to?.screen && `an application in the browser may not load ${target}`;
  if (sameContext(crossing)) {
    const own = to?.room === from.room || SHARED_WITH_SCREENS.test(target);
    return !own && `a screen imports its domain, its ledgers, what is personal and types; ${target} runs on the server`;
  }
  return to?.room !== from.room && `${path} may enter another context only by its ${from.room}/index.ts`;
}

/** What of the law's door is for composition alone: the tables themselves, and what puts them and the rules in force. */
const OF_COMPOSITION = /^(\*|law|Law|setLaw|loadLaw|checkLaw|addRules)$/;

/** A context asks what applied on a day; the tables it would work that out from itself stay where the rules are (0025). */
function lawRule({ from, found, target }: Crossing): string | undefined | false {
  if (from.part !== 'context' || from.name === LAW_HOUSE || target !== `contexts/${LAW_HOUSE}/index.ts`) return false;
  const taken = found.names.find((name) => OF_COMPOSITION.test(name));
  return taken !== undefined && `${taken} is the law itself: ask what ${LAW_HOUSE} serves, or declare the rule there`;
}

const LAW_HOUSE = 'law-catalogue';
/** National codes are the registry's words, not rules of law. */
const CODES = /^law\/(industries|regions)\//;
const DECLARES_RULES = /^contexts\/[^/]+\/rules(\/|\.ts$)/;

/**
 * A rule that follows from the law's data and the day stands in law-catalogue/rules and knows no subject; another context declares checks of
 * its own words only, out of its domain (0025).
 */
function rulesRule(crossing: Crossing): string | undefined | false {
  const { path, from, target } = crossing;
  if (from.part !== 'context' || !target) return false;
  if (from.name !== LAW_HOUSE) {
    if (isData(target) && target.startsWith('law/') && !CODES.test(target))
      return `${target} is read by ${LAW_HOUSE}: a rule that needs it is declared there`;
    const own = sameContext(crossing) || crossing.to?.part === 'kernel' || CODES.test(target);
    return DECLARES_RULES.test(path) && !own && `a rule that needs ${target} is declared in ${LAW_HOUSE}/rules`;
  }
  // Beside the folders of rules stands the counter where they are asked, under the law in force.
  if (!/^contexts\/law-catalogue\/rules\/[^/]+\//.test(path)) return false;
  const home =
    target === 'kernel/index.ts' || isData(target) || /^contexts\/law-catalogue\/(rules|domain)\//.test(target);
  return !home && `a rule is a function of input, law and day, and knows nothing of ${target}`;
}

/** Every border, by the name a report gives it. */
export const importRules: Readonly<Record<string, Rule>> = {
  'law-is-asked': lawRule,
  'rules-of-law-in-one-house': rulesRule,

  'kernel-alone': kernelRule,

  'pure-has-no-world': ({ from, found, target }) =>
    from.pure && !target && WORLD.test(packageOf(found.spec)) && `a pure part may not import ${found.spec}`,

  'domain-imports-only-kernel': (crossing) => {
    const { from, to, target } = crossing;
    if (from.room !== 'domain' || !target || isData(target)) return false;
    const allowed = target === 'kernel/index.ts' || (sameContext(crossing) && to?.room === 'domain');
    return !allowed && `domain imports only #kernel, itself and the data of law/, not ${target}`;
  },

  'left-never-imports-right': (crossing) => {
    const { from, to } = crossing;
    if (from.part !== 'context') return false;
    if (rankOf(from.name) < 0) return `context ${from.name} has no place in the order (db/order.ts)`;
    if (to?.part !== 'context' || sameContext(crossing)) return false;
    return rankOf(to.name) >= rankOf(from.name) && `${from.name} stands left of ${to.name} and may not import it`;
  },

  'only-by-the-door': (crossing) => {
    const { from, to, target, found } = crossing;
    if (!to?.door || !target || target === THEME || isData(target) || sameContext(crossing)) return false;
    if (from.part === to.part && from.name === to.name) return false;
    if (from.part === 'kernel' && to.part === 'kernel') return false;
    if (target !== to.door) return `${target} is not a door: ${to.door} is`;
    const roomDoor = to.part === 'context' && to.room !== '';
    if (roomDoor && !from.screen) return `${to.door} is for screens`;
    const aliased = to.part === 'kernel' || to.part === 'db' || (to.part === 'context' && !roomDoor);
    return aliased && found.spec.startsWith('.') && `use the # name of ${to.door}`;
  },

  'screens-stay-in-the-browser': screenRule,

  'apps-compose-only': ({ from, to, target }) => {
    if (from.part !== 'app' || !target) return false;
    return (
      to?.part === 'app' &&
      to.name !== from.name &&
      `application ${from.name} may not reach into application ${to.name}`
    );
  },

  'nobody-imports-an-app': ({ from, to, target }) =>
    to?.part === 'app' &&
    from.part !== 'app' &&
    from.part !== 'tools' &&
    `${target} is an application: nothing builds on it`,

  'foundations-stand-alone': ({ from, to, target }) =>
    (from.part === 'db' || from.part === 'law' || from.part === 'notices') &&
    (to?.part === 'context' || to?.part === 'app' || (to?.part === 'kernel' && to.name !== '')) &&
    `${from.part} is below ${target}`,

  'product-needs-no-proof': ({ from, target }) =>
    from.part !== 'tools' &&
    !!target &&
    isProof(target) &&
    `the product may not import ${target}, which only tests load`,

  'imports-name-the-file': ({ found }) =>
    found.spec.startsWith('.') && !/\.\w+(\?\w+)?$/.test(found.spec) && `${found.spec} has no extension`,

  'only-shipped-packages': ({ from, found, target, shipped }) => {
    const name = packageOf(found.spec);
    if (from.part === 'tools' || target || found.typeOnly || name.startsWith('node:')) return false;
    if (name.startsWith('#')) return `${name} is not in package.json's imports`;
    return (
      !name.startsWith('virtual:') && !shipped.has(name) && `${name} is not among the dependencies of package.json`
    );
  },
};

/** What tests, benches and their tools must keep too: contexts are entered by their doors even there. */
const PROOF_RULES = ['left-never-imports-right', 'only-by-the-door'];

/** Names of the rules that hold for a file. */
export function rulesFor(path: string): string[] {
  if (path.endsWith('.config.ts')) return [];
  if (!isProof(path)) return Object.keys(importRules);
  // A test beside its subject may look anywhere inside its part; the harness looks through walls on purpose.
  return /\.test\.tsx?$/.test(path) && partOf(path).part === 'context' ? PROOF_RULES : [];
}
