/** How the cells that both ledgers or two columns share are read (单元格读法): codes, telephones, names, degrees. */
import type { TemplateColumn } from '#kernel/workbook';
import { type Axis, readDegrees } from '../domain/degrees.rule.ts';
import { normalName } from '../domain/person-name.rule.ts';
import { checkPhone } from '../domain/phone.rule.ts';
import { checkUscc } from '../domain/uscc.rule.ts';

const reason = (found: { valid: boolean; reason?: string }) => (found.valid ? null : (found.reason ?? '不正确'));

/** 统一社会信用代码, kept as it is stored. */
export const uscc: TemplateColumn & { key: 'uscc' } = {
  key: 'uscc',
  title: '统一社会信用代码',
  required: true,
  kind: 'text',
  code: true,
  width: 22,
  patternSays: '18 位，末位为校验码（GB 32100-2015）',
  // A number has lost its last digits, which the kind's own rule tells.
  read: (cell) => {
    if (typeof cell === 'string' && /^\d(\.\d+)?E\+?\d+$/i.test(cell))
      return { wrong: '这是科学计数法，后面的数字已经丢失，请把该列设为文本格式后重新填写' };
    if (/^\d{15}$/.test(String(cell))) return { wrong: '15 位是旧的工商注册号，请填营业执照上的 18 位代码' };
    const found = typeof cell === 'string' ? checkUscc(cell) : null;
    return found === null ? null : found.valid ? { value: found.code } : { wrong: found.reason ?? '不正确' };
  },
  check: (value: string) => reason(checkUscc(value)),
  note: '企业以此辨认，请勿改动',
};
/** A telephone number, in its one normal form. */
export const phone = {
  kind: 'text',
  patternSays: '5 至 20 位数字，可带区号和分隔号',
  width: 16,
  read: (cell: string | number) => {
    const found = checkPhone(String(cell));
    return found.valid ? { value: found.phone } : { wrong: found.reason ?? '不正确' };
  },
} as const;
/** A person's name, in the form names are compared in. */
export const personName = {
  kind: 'text',
  maxLength: 40,
  width: 12,
  read: (cell: string | number) => {
    const name = normalName(String(cell));
    return [...name].length <= 40 ? { value: name } : null;
  },
} as const;
/** Degrees, also with minutes and seconds. */
export const degrees = (axis: Axis) =>
  ({
    kind: 'decimal',
    width: 12,
    read: (cell: string | number) => {
      const found = typeof cell === 'string' ? readDegrees(cell, axis) : null;
      return found === null ? null : 'degrees' in found ? { value: found.degrees } : { wrong: found.reason };
    },
  }) as const;
