import gcoord from 'gcoord';
import type { Regions } from './region.rule.ts';

/**
 * Datums (坐标系). Satellite receivers and national mapping give WGS-84 / CGCS2000, which differ by centimetres and are
 * treated as one; the public maps of China show GCJ-02, several hundred metres off.
 */
export type Datum = 'WGS-84' | 'CGCS2000' | 'GCJ-02';
export const datums: readonly Datum[] = ['CGCS2000', 'WGS-84', 'GCJ-02'];

/** A point in degrees, with its datum: without it a point is off by up to 600 metres. */
export interface Point {
  lng: number;
  lat: number;
  datum: Datum;
  /** Radius in metres as the device stated it. */
  accuracy?: number;
}

export interface PointCheck {
  valid: boolean;
  /** The point in CGCS2000, rounded to 7 decimals (about a centimetre). */
  point?: Point;
  reason?: string;
}

const system = (datum: Datum) => (datum === 'GCJ-02' ? gcoord.GCJ02 : gcoord.WGS84);
const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** The same place in another datum. WGS-84 and CGCS2000 are taken as equal. */
export function inDatum(point: Point, datum: Datum): Point {
  if (system(point.datum) === system(datum)) return { ...point, datum };
  const [from, to] = [system(point.datum), system(datum)];
  let [lng, lat] = gcoord.transform([point.lng, point.lat], from, to);
  if (point.datum === 'GCJ-02') {
    // The library stops its inverse at a decimetre; one step of correction brings it under a centimetre.
    const [again, back] = gcoord.transform([lng, lat], to, from);
    lng += point.lng - again;
    lat += point.lat - back;
  }
  return { ...point, lng: round(lng), lat: round(lat), datum };
}

const number = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;

/**
 * Checks a point as typed and brings it to CGCS2000. Refuses, with a sentence: numbers that are none, an unknown datum, longitude
 * and latitude swapped, a place outside the county (outside the country, where the county's extent is not known). Never throws.
 */
export function checkPoint(
  given: { lng: unknown; lat: unknown; datum: unknown; accuracy?: unknown },
  regions: Pick<Regions, 'box' | 'boxed' | 'county'>,
): PointCheck {
  const lng = number(given.lng);
  const lat = number(given.lat);
  const { box, county, boxed } = regions;
  if (!Number.isFinite(lng) || Math.abs(lng) > 180) {
    return { valid: false, reason: `经度“${String(given.lng)}”不正确：应为度，如 112.85` };
  }
  if (!datums.includes(given.datum as Datum)) {
    return { valid: false, reason: `坐标系“${String(given.datum ?? '')}”不正确：应为 ${datums.join('、')} 之一` };
  }
  const within = (x: number, y: number) => x >= box.west && x <= box.east && y >= box.south && y <= box.north;
  if (!Number.isFinite(lat) || Math.abs(lat) > 90) {
    const swapped = Number.isFinite(lat) && within(lat, lng);
    return {
      valid: false,
      reason: swapped ? `经度“${lng}”与纬度“${lat}”填反了` : `纬度“${String(given.lat)}”不正确：应为度，如 35.49`,
    };
  }
  const accuracy = number(given.accuracy);
  const point = inDatum(
    {
      lng: round(lng),
      lat: round(lat),
      datum: given.datum as Datum,
      ...(Number.isFinite(accuracy) && accuracy >= 0 ? { accuracy } : {}),
    },
    'CGCS2000',
  );
  if (!within(point.lng, point.lat)) {
    return {
      valid: false,
      reason: `位置（经度 ${lng}，纬度 ${lat}）不在${boxed ? county.name : '我国'}范围内：经度应在 ${box.west}～${box.east}，纬度应在 ${box.south}～${box.north}`,
    };
  }
  return { valid: true, point };
}

/** Metres between two places (haversine on the mean sphere; good to 0.5 %). */
export function metresBetween(a: Point, b: Point): number {
  const [p, q] = [inDatum(a, 'CGCS2000'), inDatum(b, 'CGCS2000')];
  const rad = Math.PI / 180;
  const h =
    Math.sin(((q.lat - p.lat) * rad) / 2) ** 2 +
    Math.cos(p.lat * rad) * Math.cos(q.lat * rad) * Math.sin(((q.lng - p.lng) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
}
