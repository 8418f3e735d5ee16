import type { MatchLaw } from './match-table.ts';
import { ofKind, type Source, type Tell } from './sources.ts';

const empty: MatchLaw = {
  matching: {
    note: '',
    checked: 'unverified',
    lack: [],
    sound: [],
    fitted: [],
    unseen: [],
    plain: [],
    cues: [],
    concepts: [],
  },
};

/**
 * Reads the word table: no id twice, no word twice in one notion, every wider notion is there and none is
 * wider than itself, every cue points to a provision of `ids`.
 */
export function buildMatching(sources: readonly Source[], ids: ReadonlySet<string>, tell: Tell): MatchLaw {
  const [source, second] = ofKind(sources, 'match-concepts');
  if (second) tell(second, ['kind'], '词语对照表只能有一个文件');
  if (!source) return empty;
  const { concepts, cues } = source.content;
  const at = new Map<string, number>();
  concepts.forEach(({ id }, i) => {
    if (!at.has(id)) at.set(id, i);
  });
  const wider = (from: string, seen: readonly string[] = []): boolean =>
    (concepts[at.get(from) ?? -1]?.broader ?? []).some((to) => seen.includes(to) || wider(to, [...seen, to]));
  concepts.forEach((each, i) => {
    if (at.get(each.id) !== i) tell(source, ['concepts', i, 'id'], `编号“${each.id}”重复`);
    const twice = each.words.find((word, w) => each.words.indexOf(word) !== w);
    if (twice) tell(source, ['concepts', i, 'words'], `“${twice}”重复`);
    each.broader?.forEach((to, b) => {
      if (!at.has(to)) tell(source, ['concepts', i, 'broader', b], `没有“${to}”这个概念`);
    });
    if (wider(each.id, [each.id])) tell(source, ['concepts', i, 'broader'], '上位概念绕回了自己');
  });
  cues.forEach(({ all, for: targets }, i) => {
    all.forEach((group, g) => {
      group.forEach((notion, n) => {
        if (!at.has(notion)) tell(source, ['cues', i, 'all', g, n], `没有“${notion}”这个概念`);
      });
    });
    targets.forEach((target, t) => {
      if (!ids.has(target)) tell(source, ['cues', i, 'for', t], `“${target}”没有收录`);
    });
  });
  const { kind: _, ...matching } = source.content;
  return { matching };
}
