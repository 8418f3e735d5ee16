import { useState } from 'react';

const KEPT = 'zean.county';

/** A county as a stranger may choose it. */
interface Choice {
  code: string;
  name: string;
}

/** Which of several counties a sign-in means. */
export interface CountyChoice {
  /** None where the server serves one. */
  counties: readonly Choice[];
  /** Code; null until one is chosen. */
  county: string | null;
  pick: (code: string) => void;
  /** What is missing before anybody can sign in, in words. */
  missing: string | null;
}

/** Chosen before a hand touches anything: the one in the address (`?county=140521`), else the one of the last sign-in on this device. */
function keptOf(counties: readonly Choice[]): string | null {
  const named = [new URLSearchParams(location.search).get('county'), localStorage.getItem(KEPT)];
  return named.find((code) => counties.some((one) => one.code === code)) ?? null;
}

/** The choice of a county at the sign-in; `told` is what the server tells a stranger of them, `start` the one that is known. */
export function useCountyChoice(told: unknown, start?: string | null): CountyChoice {
  const [picked, pick] = useState(start ?? null);
  const counties = Array.isArray(told) ? (told as Choice[]) : [];
  const county = picked ?? keptOf(counties);
  return { counties, county, pick, missing: counties.length > 0 && !county ? '请选择县（市、区）' : null };
}

/** Remembers on this device whose account signed in. */
export function keepCounty(code: string): void {
  localStorage.setItem(KEPT, code);
}
