/**
 * The oldest browsers desk and phone are made for: Chrome 86 is the kernel WeChat (微信) and 360 usually bring. The build compiles
 * down to it, `public/first.js` brings along what methods are missing, `e2e/floor.e2e.test.ts` holds every built file against it.
 */
export const FLOOR = { chrome: 86, safari: 14, firefox: 102 } as const;
