import { Readable } from 'node:stream';
import { type Kept, keepFile, use } from '#documents';
import type { Hazard } from '#hazards';
import { mintId, type Subject } from '#kernel';
import { sha256 } from '#kernel/server';
import type { PastAct, Rows } from './bulk.ts';
import type { Dice } from './random.ts';

/** A drawing that stands for a photo (示意图): a wall, a machine, and a marked spot before or a mended one after. */
async function drawing(dice: Dice, mended: boolean): Promise<Buffer> {
  const grey = dice.int(150, 200);
  const x = dice.int(120, 420);
  const spot = mended
    ? `<rect x="${x}" y="300" width="150" height="90" fill="rgb(90,140,110)"/><path d="M${x + 40} 345 l25 25 l50 -55" stroke="white" stroke-width="10" fill="none"/>`
    : `<ellipse cx="${x + 75}" cy="360" rx="95" ry="38" fill="rgb(70,80,92)"/><ellipse cx="${x + 75}" cy="360" rx="120" ry="55" fill="none" stroke="rgb(200,16,46)" stroke-width="6" stroke-dasharray="16 10"/>`;
  const bricks = Array.from(
    { length: 40 },
    () =>
      `<rect x="${dice.int(0, 640)}" y="${dice.int(0, 240)}" width="${dice.int(30, 90)}" height="18" fill="rgb(${grey - dice.int(5, 30)},${grey - dice.int(8, 30)},${grey - dice.int(10, 40)})"/>`,
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="rgb(${grey},${grey - 4},${grey - 10})"/>${bricks}
    <rect y="250" width="640" height="230" fill="rgb(${grey - 60},${grey - 62},${grey - 66})"/><rect x="${dice.int(20, 60)}" y="${dice.int(90, 130)}" width="${dice.int(120, 190)}" height="200" rx="8" fill="rgb(60,84,100)"/>${spot}
    <rect y="448" width="640" height="32" fill="rgb(27,42,51)"/></svg>`;
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(svg)).jpeg({ quality: 72 }).toBuffer();
}

const factsOf = ({ bytes, kind, picture }: Kept, name: string) => ({
  bytes,
  kind,
  width: picture?.width ?? null,
  height: picture?.height ?? null,
  dhash: picture?.dhash ?? null,
  name,
});

/** Draws evidence for the featured hazards and keeps it as uploaded files are kept; returns rows and acts for the past. */
export async function demoPhotos(
  dataFolder: string,
  dice: Dice,
  featured: readonly Hazard[],
): Promise<{ rows: Rows[]; acts: PastAct[] }> {
  const files: Record<string, unknown>[] = [];
  const uses: (Record<string, unknown> & { id: string })[] = [];
  for (const h of featured) {
    const shows = ['rectified', 'verified', 'closed'].includes(h.state)
      ? (['before', 'after'] as const)
      : (['before'] as const);
    for (const purpose of shows) {
      const bytes = await drawing(dice, purpose === 'after');
      const hash = sha256(bytes);
      const kept = await keepFile(dataFolder, hash, Readable.from([bytes]));
      if ('refused' in kept) throw new Error(kept.refused.message);
      const at = purpose === 'before' ? h.foundAt : (h.rectifiedAt ?? h.foundAt);
      const facts = factsOf(kept, `演示-${h.number}-${purpose}.jpg`);
      files.push({
        sha256: hash,
        ...facts,
        account: null,
        town: h.town,
        enterprise: h.enterprise,
        at,
      });
      uses.push({
        id: mintId(),
        version: 1,
        sha256: hash,
        subjectKind: 'hazard',
        subjectId: h.id,
        purpose,
        ordinal: 0,
        town: h.town,
        enterprise: h.enterprise,
        account: null,
        at,
        capturedAt: at,
        lat: null,
        lng: null,
        datum: null,
        fromAlbum: false,
        original: null,
        ...facts,
        seenBy: h.analysisExpert ? [h.analysisExpert] : [],
      });
    }
  }
  const acts: PastAct[] = uses.map(({ id, version: _, ...patch }) => ({
    at: String(patch.at),
    actor: { account: '', name: '系统', role: 'system' },
    command: 'hazards.report',
    sentence: '附演示照片（示意图）',
    given: {},
    effects: [
      {
        subject: use as unknown as Subject<never>,
        id,
        version: 1,
        patch,
        town: String(patch.town),
        enterprise: String(patch.enterprise),
      },
    ],
  }));
  return {
    rows: [
      { table: 'documents.file', rows: files },
      { table: 'documents.use', rows: uses },
    ],
    acts,
  };
}
