import type { Dice } from '#kernel/server';
import { completeUscc } from '../domain/uscc.rule.ts';
import type { Flag, Sector } from '../domain/words.ts';
import { county140525 } from './county.ts';
import { firmName, personName, phoneNumber, pickTrade, trades } from './names.ts';
import { insidePoint, isInside } from './outline.ts';

/** An invented enterprise as `registry.create-enterprise` takes it, and whether its town has no person on purpose. */
export interface Firm {
  gap: boolean;
  given: {
    uscc: string;
    name: string;
    town: string;
    address: string;
    sector: Sector;
    industry: string | null;
    flags: Flag[];
    scale: string;
    staffCount: number;
    status: string;
    lat: number;
    lng: number;
    datum: string;
    principalName: string;
    principalPhone: string;
    safetyName: string;
    safetyPhone: string;
  };
}

/** Codes with a right check character, of bodies that do not exist; each only once. */
export function codesOf(dice: Dice): () => string {
  const taken = new Set<string>();
  return () => {
    for (;;) {
      const code = completeUscc(`91140525MAX${String(dice.int(0, 999_999)).padStart(6, '0')}`);
      if (!code || taken.has(code)) continue;
      taken.add(code);
      return code;
    }
  };
}

/** Points inside the county's outline near each town's made-up middle: dots spread over the map without naming a real place. */
function pointsOf(dice: Dice): (town: string) => { lat: number; lng: number } {
  const middles = new Map<string, [number, number]>();
  return (town) => {
    const [lng0, lat0] = middles.get(town) ?? middles.set(town, insidePoint(dice)).get(town)!;
    const six = (degrees: number) => Number(degrees.toFixed(6));
    for (let tries = 0; tries < 50; tries += 1) {
      const lng = lng0 + (dice.next() - 0.5) * 0.14;
      const lat = lat0 + (dice.next() - 0.5) * 0.1;
      if (isInside(lng, lat)) return { lat: six(lat), lng: six(lng) };
    }
    return { lat: six(lat0), lng: six(lng0) };
  };
}

const scaleOf = (staff: number): string =>
  staff > 400 ? 'large' : staff > 120 ? 'medium' : staff > 20 ? 'small' : 'micro';

/** Every so many-th enterprise has nobody of its town: the gap report has something to show. */
const GAP_EVERY = 34;

/** Invented enterprises. The first one, in the first town, is that of the demonstration's enterprise accounts. */
export function firmsOf(dice: Dice, count: number, codeOf: () => string): Firm[] {
  const names = new Set<string>();
  const pointIn = pointsOf(dice);
  const { towns } = county140525;
  return Array.from({ length: count }, (_, i): Firm => {
    const trade = i === 0 ? trades[0]! : pickTrade(dice);
    const town = i === 0 ? towns[0]! : towns[Math.min(dice.int(0, 15), dice.int(0, 15) + 2)]!;
    const staffCount = dice.int(8, 60) * (dice.chance(0.15) ? 12 : 1);
    return {
      gap: i > 0 && i % GAP_EVERY === GAP_EVERY - 1,
      given: {
        uscc: codeOf(),
        name: firmName(dice, trade, names),
        town: town.code,
        address: `${town.name}演示工业园 ${dice.int(1, 99)} 号`,
        sector: trade.sector as Sector,
        industry: trade.industry || null,
        flags: [...trade.flags, ...trade.some.filter(([, p]) => dice.chance(p)).map(([flag]) => flag)] as Flag[],
        scale: scaleOf(staffCount),
        staffCount,
        status: dice.chance(0.06) ? 'stopped' : dice.chance(0.03) ? 'construction' : 'operating',
        ...pointIn(town.code),
        datum: 'CGCS2000',
        principalName: personName(dice),
        principalPhone: phoneNumber(dice),
        safetyName: personName(dice),
        safetyPhone: phoneNumber(dice),
      },
    };
  });
}
