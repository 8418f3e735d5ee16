/**
 * Unpacking one part (解压) while counting what really comes out: the declared size may lie, and the budget is shared by
 * all parts of the file. XML parts are searched for a document type, which no workbook has and every entity attack needs.
 */
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { Part } from './guard.ts';
import { megabytes, WorkbookRefusal } from './refusal.ts';

/** Bytes that may still be unpacked from this file. */
export interface UnpackBudget {
  left: number;
  allowed: number;
}

/** The first few bytes of a part, at a cost bounded by the 128 packed bytes that are looked at. */
export function leadingBytes(part: Part): Uint8Array {
  const head = part.packed.subarray(0, 128);
  if (part.method === 0) return head;
  try {
    // 128 packed bytes can give at most about 132 KB (deflate packs no tighter than 1 : 1032).
    return inflateRawSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 262_144 }).subarray(0, 16);
  } catch {
    return new Uint8Array(0);
  }
}

const packedStep = 65_536;

/** Packed bytes in small steps, so that a refusal half-way leaves the rest untouched. */
async function* inflate(part: Part): AsyncGenerator<Buffer> {
  if (part.method === 0) {
    yield Buffer.from(part.packed.buffer, part.packed.byteOffset, part.packed.byteLength);
    return;
  }
  const inflater = createInflateRaw({ chunkSize: 131_072 });
  let at = 0;
  const feed = () => {
    for (;;) {
      const next = part.packed.subarray(at, at + packedStep);
      at += packedStep;
      if (next.length === 0) {
        inflater.end();
        return;
      }
      if (!inflater.write(next)) {
        inflater.once('drain', feed);
        return;
      }
    }
  };
  feed();
  try {
    yield* inflater as AsyncIterable<Buffer>;
  } finally {
    inflater.destroy();
  }
}

/** UTF-16 or UTF-32 would hide a document type from the search below; every maker of workbooks writes UTF-8. */
function refuseEncoding(head: Buffer, name: string): void {
  const wide =
    (head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0xff && head[1] === 0xfe) || head[0] === 0 || head[1] === 0;
  if (wide) throw new WorkbookRefusal('FORBIDDEN_XML', `${name} 的编码不是 UTF-8，请用 Excel 或 WPS 重新保存后再导入`);
}

/**
 * The part's bytes, in chunks.
 * @throws WorkbookRefusal LYING_SIZE, UNPACKED_TOO_LARGE, DAMAGED, FORBIDDEN_XML.
 */
export async function* unpack(part: Part, budget: UnpackBudget): AsyncGenerator<Buffer> {
  const isXml = /\.(xml|rels|vml)$/i.test(part.name);
  let size = 0;
  let crc = 0;
  let tail = '';
  try {
    for await (const chunk of inflate(part)) {
      if (isXml && size === 0) refuseEncoding(chunk, part.name);
      size += chunk.length;
      budget.left -= chunk.length;
      if (budget.left < 0) {
        throw new WorkbookRefusal(
          'UNPACKED_TOO_LARGE',
          `文件解压后超过 ${megabytes(budget.allowed)}，最多允许 ${megabytes(budget.allowed)}`,
        );
      }
      if (size > part.size) throw lying(part, `超过 ${megabytes(size)}`);
      crc = crc32(chunk, crc);
      if (isXml) {
        const seam = tail + chunk.toString('latin1', 0, 16);
        if (hasDocumentType(chunk) || /<!(DOCTYPE|ENTITY)/.test(seam)) {
          throw new WorkbookRefusal(
            'FORBIDDEN_XML',
            `${part.name} 含有外部实体或文档类型声明（DTD），正常的表格没有，不予接收`,
          );
        }
        tail = chunk.toString('latin1', Math.max(0, chunk.length - 16));
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw error;
    throw new WorkbookRefusal('DAMAGED', `${part.name} 已损坏，解压不了，请重新保存或重新上传`);
  }
  if (size !== part.size) throw lying(part, `只有 ${size} 字节`);
  if (crc !== part.crc) throw new WorkbookRefusal('DAMAGED', `${part.name} 校验不符，文件在传输中损坏了，请重新上传`);
}

const docType = Buffer.from('<!DOCTYPE');
const entity = Buffer.from('<!ENTITY');
const hasDocumentType = (chunk: Buffer) => chunk.includes(docType) || chunk.includes(entity);

function lying(part: Part, really: string): WorkbookRefusal {
  return new WorkbookRefusal(
    'LYING_SIZE',
    `${part.name} 声明解压后 ${part.size} 字节，实际${really}，文件可能被改动过，请用 Excel 或 WPS 重新保存后再导入`,
  );
}
