import type { Outbox } from '#kernel/outbox';
import { type PhotoGiven, stampAll, type TakenPhoto } from '#kernel/phone';
import { sha256Of } from '#kernel/ui';

export const PDF = 'application/pdf';
/** What the server takes of one file. */
const MOST_BYTES = 20 * 1024 * 1024;

export const isPdf = (one: { type: string }): boolean => one.type === PDF;

/** Puts a PDF on the device as it is. @throws Error with a Chinese sentence when it is none or too large; a quota error when the phone is full */
export async function keepPdf(outbox: Outbox, file: File, takenAt: string): Promise<TakenPhoto> {
  const name = file.name || '材料.pdf';
  if (file.size > MOST_BYTES) throw new Error(`“${name}”超过 20 MB，请压缩后再选`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (String.fromCharCode(...bytes.slice(0, 5)) !== '%PDF-') throw new Error(`“${name}”不是 PDF 文件`);
  const sha256 = await sha256Of(bytes);
  await outbox.keepFile({ sha256, bytes, type: PDF, name });
  return { sha256, type: PDF, name, takenAt, fromAlbum: true, spot: null };
}

/** The material as the command takes it, and every file that must be on the server before: pictures printed with their lines, PDF as they are. */
export async function materialGiven(
  outbox: Outbox,
  all: readonly TakenPhoto[],
  lines: readonly string[],
): Promise<{ given: (PhotoGiven | Pick<PhotoGiven, 'sha256' | 'capturedAt' | 'fromAlbum'>)[]; files: string[] }> {
  const pictures = all.filter((one) => !isPdf(one));
  const papers = all.filter(isPdf);
  for (const paper of papers)
    if (!(await outbox.file(paper.sha256))) throw new Error(`“${paper.name}”不在本机了，请删去后重选`);
  const stamped = await stampAll(outbox, pictures, lines);
  return {
    given: [
      ...stamped.given,
      ...papers.map(({ sha256, takenAt, fromAlbum }) => ({ sha256, capturedAt: takenAt, fromAlbum })),
    ],
    files: [...stamped.files, ...papers.map((one) => one.sha256)],
  };
}
