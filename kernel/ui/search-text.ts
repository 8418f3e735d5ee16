/** The query part of an address as plain values: repeated keys are lists, everything else is text. */
export type Search = Record<string, string | string[]>;

/** A query string as filters; repeated keys become lists. */
export function readSearch(text: string): Search {
  const search: Search = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const former = search[key];
    search[key] = former === undefined ? value : Array.isArray(former) ? [...former, value] : [former, value];
  }
  return search;
}

/** Filters as a query string, keys in order. */
export function writeSearch(search: Record<string, string | readonly string[] | undefined>): string {
  const text = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') text.append(key, one);
  }
  const written = text.toString();
  return written ? `?${written}` : '';
}
