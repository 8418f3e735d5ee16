import { halfWidth } from '#kernel';

/** Longitude or latitude. */
export type Axis = 'lng' | 'lat';

const signs: Record<Axis, RegExp> = { lng: /^(东经|经度|E)|E$/i, lat: /^(北纬|纬度|N)|N$/i };
const axisWords: Record<Axis, string> = { lng: '经度', lat: '纬度' };
const wrongSigns: Record<Axis, RegExp> = { lng: /北纬|纬度|N/i, lat: /东经|经度|E/i };

/**
 * Degrees as maps and receivers write them: 112°51′30″, 112度51分30秒, 东经112°51.5′, E112.858°. Null when the text is a plain number
 * or no such thing; a reason when minutes or seconds are 60 or more or the sign is the other axis's.
 */
export function readDegrees(text: string, axis: Axis): { degrees: number } | { reason: string } | null {
  const typed = halfWidth(text).replace(/\s/g, '');
  if (!/[°º度′'’分秒"″”东北西南经纬EN]/i.test(typed)) return null;
  if (wrongSigns[axis].test(typed)) return { reason: `这是${axisWords[axis === 'lng' ? 'lat' : 'lng']}，请填在那一列` };
  const bare = typed.replace(signs[axis], '').replace(/^[:]/, '');
  const parts =
    /^(\d{1,3}(?:\.\d+)?)(?:[°º度](?:(\d{1,2}(?:\.\d+)?)(?:[′'’‘分](?:(\d{1,2}(?:\.\d+)?)(?:[″"”“秒]|''|′′)?)?)?)?)?$/.exec(
      bare,
    );
  if (!parts) return null;
  const [d, m, s] = [parts[1], parts[2] ?? '0', parts[3] ?? '0'].map(Number) as [number, number, number];
  if (m >= 60 || s >= 60) return { reason: '分和秒都要小于 60' };
  if ((m > 0 || s > 0) && !Number.isInteger(d)) return { reason: '写了分秒，度就不能有小数' };
  return { degrees: Math.round((d + m / 60 + s / 3600) * 1e7) / 1e7 };
}
