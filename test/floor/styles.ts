/** What a built style sheet asks of the browser that the floor does not have: properties, values, units, selectors, rules. */
import type { Identifier as Data } from '@mdn/browser-compat-data';
import { type ChildNode, type Declaration, parse } from 'postcss';
import { type Below, compat, lacking } from './support.ts';

/** What is only asked where the browser says it has it, and the paper of `@page`, whose words are no properties. */
const guarded = (node: ChildNode): boolean => {
  for (let up = node.parent; up; up = up.parent as typeof up)
    if (up.type === 'atrule' && /^(supports|page)$/.test((up as { name?: string }).name ?? '')) return true;
  return false;
};

/** Everything known by a word: of functions and units several entries may have the same. */
function typesOf(): Map<string, Data> {
  const types = new Map<string, Data>();
  for (const [name, of] of Object.entries(compat().css.types ?? {}) as [string, Data][]) {
    types.set(name, of);
    for (const [key, one] of Object.entries(of) as [string, Data][]) if (key !== '__compat') types.set(key, one);
  }
  return types;
}

let types: Map<string, Data> | undefined;

function declarationBelow(node: Declaration): [string, string][] {
  types ??= typesOf();
  // A prefixed property is written for the browsers that know it by that name.
  if (node.prop.startsWith('-')) return [];
  const of = compat().css.properties?.[node.prop];
  const found: [string, string][] = [[node.prop, lacking(of)]];
  for (const [word, value] of Object.entries(of ?? {}) as [string, Data][])
    if (word !== '__compat' && new RegExp(`(^|[ ,])${word.replaceAll('_', '-')}($|[ ,])`).test(node.value))
      found.push([`${node.prop}: ${word}`, lacking(value)]);
  for (const [, word = ''] of node.value.matchAll(/([a-z-]+)\(/g)) found.push([`${word}()`, lacking(types.get(word))]);
  if (/\d[dsl]v(h|w|min|max)\b/.test(node.value))
    found.push(['dvh', lacking(types.get('viewport_percentage_units_dynamic'))]);
  return found;
}

/** Looks at one style sheet; what stands inside `@supports` is left out. */
export function styleBelow(css: string): Below[] {
  const found: Below[] = [];
  const { selectors = {}, 'at-rules': rules = {} } = compat().css;
  parse(css).walk((node) => {
    if (guarded(node)) return;
    const tell = (what: string, why: string) => {
      if (why) found.push({ what, lacking: why, near: node.toString().replace(/\s+/g, ' ').slice(0, 120) });
    };
    if (node.type === 'decl') for (const [what, why] of declarationBelow(node)) tell(what, why);
    if (node.type === 'rule' && !/^(from|to|[\d.]+%)/.test(node.selector))
      for (const [word, name = ''] of node.selector.replace(/\[[^\]]*\]/g, '').matchAll(/::?([a-z][a-z-]*)/g))
        tell(word, lacking(selectors[name]));
    if (node.type === 'atrule') tell(`@${node.name}`, lacking(rules[node.name]));
  });
  return found;
}
