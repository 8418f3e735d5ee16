/**
 * Ids (编号): UUIDv7 (RFC 9562 §5.7), minted where the act happens — also on a phone without signal — and sorting by time.
 * 48 bits of milliseconds, version, 12 + 62 bits that are random, or count up within one millisecond.
 */
declare const idBrand: unique symbol;
export type Id = string & { readonly [idBrand]: 'Id' };

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const lastInstant = 2 ** 48 - 1;
const tailBits = 74n;
const tailLimit = 1n << tailBits;
const randomBytes = 10;

function write(now: number, tail: bigint): Id {
  const time = now.toString(16).padStart(12, '0');
  const a = (tail >> 62n).toString(16).padStart(3, '0');
  const b = ((tail & ((1n << 62n) - 1n)) | (2n << 62n)).toString(16).padStart(16, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b.slice(0, 4)}-${b.slice(4)}` as Id;
}

function tailOf(random: Uint8Array): bigint {
  if (random.length < randomBytes)
    throw new RangeError(`生成编号至少需要 ${randomBytes} 个随机字节，只有 ${random.length} 个`);
  let bits = 0n;
  for (let i = 0; i < randomBytes; i += 1) bits = (bits << 8n) | BigInt(random[i] as number);
  return bits & (tailLimit - 1n);
}

function checkedNow(now: number): number {
  if (!Number.isInteger(now) || now < 0 || now > lastInstant)
    throw new RangeError(`时刻“${now}”不正确：应为 1970 年以来的毫秒数`);
  return now;
}

/** The id of a moment (milliseconds since 1970) and at least 10 random bytes. Pure: the same input gives the same id. */
export function newId(now: number, random: Uint8Array): Id {
  return write(checkedNow(now), tailOf(random));
}

/**
 * A source of ids that always rise, also within one millisecond and when the clock steps back: the tail then counts up by
 * one, and the moment moves on only when the tail is full.
 */
export function idSource(clock: () => number, random: (bytes: Uint8Array) => Uint8Array): () => Id {
  let moment = -1;
  let tail = 0n;
  return () => {
    const now = checkedNow(clock());
    if (now > moment) {
      moment = now;
      // The top bit stays 0, so that counting up has room for 2^73 ids within the millisecond.
      tail = tailOf(random(new Uint8Array(randomBytes))) >> 1n;
    } else {
      tail += 1n;
      if (tail === tailLimit) {
        moment += 1;
        tail = 0n;
      }
    }
    return write(moment, tail);
  };
}

/** A new id, now, from the platform's cryptographic randomness. Rises with every call in this process. */
export const mintId: () => Id = /* @__PURE__ */ idSource(Date.now, (bytes) =>
  globalThis.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
);

/** Whether a value is a UUIDv7 in lower case, as this house writes them. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && shape.test(value);
}

/** The moment an id was minted, ISO 8601 with `Z`. As true as the clock of the machine that minted it. */
export function instantOfId(id: Id): string {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString();
}
