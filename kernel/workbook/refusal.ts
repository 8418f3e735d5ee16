/**
 * Refusals of a workbook (工作簿拒收): a file or a request that cannot be taken, with a Chinese sentence that names what
 * was found and what is allowed. Thrown inside this folder; a caller turns it into its own refusal by `message`.
 */
export type WorkbookRefusalCode =
  | 'EMPTY'
  | 'NOT_XLSX'
  | 'TOO_LARGE'
  | 'TOO_MANY_ENTRIES'
  | 'UNPACKED_TOO_LARGE'
  | 'RATIO'
  | 'NESTED'
  | 'ENCRYPTED'
  | 'BAD_NAME'
  | 'LYING_SIZE'
  | 'DAMAGED'
  | 'FORBIDDEN_XML'
  | 'NO_SHEET'
  | 'NO_HEADER'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_SLOW'
  | 'TOO_MUCH_MEMORY'
  | 'BUSY'
  | 'STOPPED';

/** What a refused workbook is told. */
export interface WorkbookRefused {
  code: WorkbookRefusalCode;
  /** One Chinese sentence for the user. */
  message: string;
}

/** A workbook that is refused, as an error with its code. */
export class WorkbookRefusal extends Error implements WorkbookRefused {
  readonly code: WorkbookRefusalCode;

  constructor(code: WorkbookRefusalCode, message: string) {
    super(message);
    this.name = 'WorkbookRefusal';
    this.code = code;
  }
}

/** Bytes as people say them: `244 MB` (1 MB = 1,048,576 bytes, as the file dialogs of Windows count). */
export function megabytes(bytes: number): string {
  const mb = bytes / 1_048_576;
  return mb >= 10 ? `${Math.round(mb)} MB` : `${Math.max(0.1, Math.round(mb * 10) / 10)} MB`;
}

/** Zero-based column index to its letters: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}
