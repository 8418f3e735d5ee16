import { z } from 'zod';
import { type Act, command, idAnswer, type Refused, refuse } from '#kernel';
import { type SiteKind, siteKindWords } from '../domain/words.ts';
import { onEnterprise } from '../policy.ts';
import { enterprise, type Site, site } from '../subjects.ts';
import { differing, idGiven, maybe, placeCheck, placeColumns, placeGiven, versionGiven, words } from './given.ts';

const kindGiven = z.enum(Object.keys(siteKindWords) as [SiteKind, ...SiteKind[]]);

async function nameRefused(act: Act, enterpriseId: string, name: string, but: string | null): Promise<Refused | null> {
  const there = await act.one<{ id: string }>(
    'select id from registry.site where county = $1 and enterprise = $2 and name = $3',
    [act.actor.county, enterpriseId, name],
  );
  if (!there || there.id === but) return null;
  const message = `该企业已有名为“${name}”的场所`;
  return refuse('TAKEN', message, {
    places: [{ place: 'name', value: name, allowed: '本企业内不重复的名称', message }],
  });
}

/** 登记场所. */
export const addSite = command({
  name: 'registry.add-site',
  title: '登记场所',
  answer: idAnswer(),
  input: z
    .strictObject({
      enterprise: idGiven,
      name: words('名称', 60),
      kind: kindGiven,
      address: maybe(words('位置', 200)),
      ...placeGiven,
    })
    .superRefine(placeCheck),
  on: { subject: enterprise, id: (g) => g.enterprise },
  may: onEnterprise,
  async handle(act, given, row) {
    const no = await nameRefused(act, row.id, given.name, null);
    if (no) return no;
    const id = act.create(site, {
      enterprise: row.id,
      town: row.town,
      name: given.name,
      kind: given.kind,
      address: given.address ?? null,
      ...placeColumns(given),
    });
    act.note(`登记场所：${given.name}（${siteKindWords[given.kind]}）`);
    return { id };
  },
});

/** 变更场所. */
export const changeSite = command({
  name: 'registry.change-site',
  title: '变更场所',
  answer: idAnswer(),
  input: z
    .strictObject({
      id: idGiven,
      version: versionGiven,
      name: words('名称', 60).optional(),
      kind: kindGiven.optional(),
      address: maybe(words('位置', 200)),
      ...placeGiven,
    })
    .superRefine(placeCheck),
  on: { subject: site, id: (g) => g.id },
  may: onEnterprise,
  async handle(act, given, row) {
    const { id: _id, version: _version, lat: _lat, lng: _lng, datum: _datum, ...rest } = given;
    const patch = differing(row, { ...rest, ...placeColumns(given) } as Partial<Site>);
    const no = patch.name ? await nameRefused(act, row.enterprise, patch.name, row.id) : null;
    if (no) return no;
    if (Object.keys(patch).length > 0) act.change(site, row, patch);
    act.note(`变更场所：${patch.name ?? row.name}`);
    return { id: row.id };
  },
});

/** 移除场所. */
export const removeSite = command({
  name: 'registry.remove-site',
  title: '移除场所',
  answer: idAnswer(),
  input: z.strictObject({ id: idGiven, version: versionGiven }),
  on: { subject: site, id: (g) => g.id },
  may: onEnterprise,
  handle(act, _given, row) {
    act.remove(site, row);
    act.note(`移除场所：${row.name}`);
    return { id: row.id };
  },
});
