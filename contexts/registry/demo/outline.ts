import type { Dice } from '#kernel/server';
import outline from '../../../law/regions/140525.geo.json' with { type: 'json' };

type Ring = [number, number][];

/** Every polygon of the county's outline: outer ring first, then holes. */
const polygons: Ring[][] = (() => {
  const found: Ring[][] = [];
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const geometry = node as { type?: string; coordinates?: unknown; features?: unknown[]; geometry?: unknown };
    if (geometry.type === 'Polygon') found.push(geometry.coordinates as Ring[]);
    else if (geometry.type === 'MultiPolygon') found.push(...(geometry.coordinates as Ring[][]));
    for (const child of geometry.features ?? []) walk(child);
    if (geometry.geometry) walk(geometry.geometry);
  };
  walk(outline);
  return found;
})();

function isInRing(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Whether a point lies inside the county's outline. */
export const isInside = (lng: number, lat: number): boolean =>
  polygons.some(
    ([outer, ...holes]) =>
      outer !== undefined && isInRing(outer, lng, lat) && !holes.some((hole) => isInRing(hole, lng, lat)),
  );

/** A random point inside the outline. */
export function insidePoint(dice: Dice): [number, number] {
  const all = polygons.flat(2);
  const [west, east] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))];
  const [south, north] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
  for (;;) {
    const lng = west + dice.next() * (east - west);
    const lat = south + dice.next() * (north - south);
    if (isInside(lng, lat)) return [lng, lat];
  }
}
