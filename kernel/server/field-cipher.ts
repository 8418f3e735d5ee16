import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key of the ring: 32 random bytes, and the id by which a sealed value says who opens it. */
export interface SealingKey {
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What came of opening a value. `newest`: it is sealed under the key that writes today; otherwise it is due to be sealed anew. */
export type Opened =
  | { text: string; newest: boolean }
  /** No key of the ring has this id. */
  | { fault: 'unknown-key'; key: string }
  /** No sealed value, a changed one, or one of another owner. */
  | { fault: 'damaged' };

/** Seals single fields, so that who holds the database alone cannot read them. */
export interface FieldCipher {
  /** Ids of the keys it opens with; the first one writes. */
  readonly keys: readonly string[];
  /** `owner` names column and row; the value opens only for the same owner. */
  seal(text: string, owner: string): string;
  /** Never throws for what stands in a database. */
  open(value: string, owner: string): Opened;
}

const SCHEME = 'sm4';
const SEALED = /^sm4\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;
const IV = 16;
const TAG = 32;

interface Pair {
  cipher: Buffer;
  mac: Buffer;
}

/** Two keys that have nothing in common, from one (HKDF, RFC 5869, over SM3). */
function pairOf({ id, bytes }: SealingKey): Pair {
  if (bytes.length !== 32 || !/^[0-9a-f]{8}$/.test(id)) throw new TypeError(`not a sealing key: ${id}`);
  const part = (use: string, length: number) =>
    Buffer.from(hkdfSync('sm3', bytes, Buffer.alloc(0), `zean field ${use}`, length));
  return { cipher: part('SM4-CTR', 16), mac: part('HMAC-SM3', 32) };
}

/** Every part goes in with its length before it, so that no two lists of parts give the same bytes. */
function tagOf({ mac }: Pair, parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sm3', mac);
  for (const part of parts) {
    const bytes = Buffer.from(part as Uint8Array);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hmac.update(length).update(bytes);
  }
  return hmac.digest();
}

/**
 * A cipher over a ring of keys, the one that writes first: SM4-CTR, then HMAC-SM3 over scheme, key id, owner, counter and
 * ciphertext (docs/decisions/0010). A value is `sm4.<key id>.<base64url of counter ‖ ciphertext ‖ tag>`.
 * Throws a TypeError for an empty ring, two keys of one id or a key that is no 32 bytes, and OpenSSL's own error where the
 * library was built without SM4 or SM3.
 */
export function fieldCipher(keys: readonly SealingKey[]): FieldCipher {
  const [newest] = keys;
  const ring = new Map(keys.map((key) => [key.id, pairOf(key)]));
  if (!newest || ring.size !== keys.length) throw new TypeError('a ring has at least one key, each with its own id');
  const cipher: FieldCipher = {
    keys: keys.map((key) => key.id),
    seal(text, owner) {
      const pair = ring.get(newest.id)!;
      const iv = randomBytes(IV);
      const sealing = createCipheriv('sm4-ctr', pair.cipher, iv);
      const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      const tag = tagOf(pair, [SCHEME, newest.id, owner, iv, body]);
      return `${SCHEME}.${newest.id}.${Buffer.concat([iv, body, tag]).toString('base64url')}`;
    },
    open(value, owner) {
      const [, id = '', coded = ''] = SEALED.exec(value) ?? [];
      const whole = Buffer.from(coded, 'base64url');
      // One text for one value: bits that decoding would drop are not free to change either.
      if (whole.length < IV + TAG || whole.toString('base64url') !== coded) return { fault: 'damaged' };
      const pair = ring.get(id);
      if (!pair) return { fault: 'unknown-key', key: id };
      const iv = whole.subarray(0, IV);
      const body = whole.subarray(IV, -TAG);
      if (!timingSafeEqual(tagOf(pair, [SCHEME, id, owner, iv, body]), whole.subarray(-TAG)))
        return { fault: 'damaged' };
      const opening = createDecipheriv('sm4-ctr', pair.cipher, iv);
      const text = Buffer.concat([opening.update(body), opening.final()]).toString('utf8');
      return { text, newest: id === newest.id };
    },
  };
  // A library without SM4 is found at the start, not at somebody's first enrolment.
  cipher.seal('', '');
  return cipher;
}
