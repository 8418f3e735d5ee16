import { generateSecret, generateURI, verifySync } from 'otplib';

const ISSUER = '泽安';
const STEP_SECONDS = 30;

/** A new second factor (动态口令, RFC 6238): its secret in Base32 and the address an authenticator scans. */
export function newSecondFactor(login: string): { secret: string; uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: ISSUER, label: login, secret }) };
}

/**
 * The time step a code belongs to, one step either side of `at` (ms) allowed, or null when it is wrong or not newer than
 * `lastStep`: a code works once.
 */
export function stepOf(secret: string, code: string, at: number, lastStep: number | null): number | null {
  const found = verifySync({
    secret,
    token: code,
    epoch: Math.floor(at / 1000),
    epochTolerance: STEP_SECONDS,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
