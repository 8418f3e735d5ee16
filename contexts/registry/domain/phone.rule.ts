import { halfWidth } from '#kernel';

/** What became of a telephone number as typed. */
export interface PhoneCheck {
  valid: boolean;
  /** The one normal form: 13800000000, 0356-2061234, 0356-2061234-8012, 4001234567, 2061234. As typed when it is none. */
  phone: string;
  /** Why it is none. */
  reason?: string;
}

const dashes = /[‐-―−]/g;
/** Two numbers in one cell are parted by these. */
const between = /[/、,;\n|]|或/;
const usual = '电话应为 5 至 20 位数字，可带区号和分隔号，如 13800000000、0356-2000000';

/** A number from 010 and 02x has three digits of area, every other one four (numbering plan, YD/T 1088). */
function landline(digits: string): string | null {
  const area = /^0(10|2\d)/.test(digits) ? 3 : 4;
  const local = digits.length - area;
  return local === 7 || local === 8 ? `${digits.slice(0, area)}-${digits.slice(area)}` : null;
}

/** The digits of one number in its normal form, or why they are none. */
function normalDigits(digits: string): { phone: string } | { reason: string } {
  if (/^1\d{10}$/.test(digits) || /^[48]00\d{7}$/.test(digits)) return { phone: digits };
  if (digits.startsWith('0')) {
    const phone = landline(digits);
    return phone ? { phone } : { reason: `区号后应为 7 或 8 位号码，这里共 ${digits.length} 位数字` };
  }
  if (digits.length >= 5 && digits.length <= 8) return { phone: digits };
  if (/^1[3-9]/.test(digits)) return { reason: `手机号应为 11 位，填的是 ${digits.length} 位` };
  return { reason: usual };
}

/**
 * A telephone number in whatever way people write it: full width, with spaces, hyphens, +86, the area code in brackets, an extension,
 * as Excel's number, with a remark behind it. Several numbers, a number cut short and an exponent are refused. Never throws.
 */
export function checkPhone(text: string): PhoneCheck {
  const typed = halfWidth(String(text ?? ''))
    .replace(dashes, '-')
    .trim();
  const no = (reason: string): PhoneCheck => ({ valid: false, phone: typed, reason });
  if (/^\d(\.\d+)?e\+?\d+$/i.test(typed))
    return no('这是科学计数法，后面的数字已经丢失，请把该列设为文本格式后重新填写');
  if (/^\d+\.\d*[1-9]\d*$/.test(typed)) return no('电话号码不能有小数，请核对');
  const bare = typed
    .replace(/\.0+$/, '')
    .replace(/\([^()\d]*\)$/, '')
    .replace(/^(电话|手机号?|座机|固话|tel|联系电话)[:.]?/i, '')
    .trim();
  const numbers = bare.split(between).filter((part) => part.replace(/\D/g, '').length >= 5);
  if (numbers.length > 1) return no(`一格里有 ${numbers.length} 个号码，请只留一个`);
  const whole = bare.replace(/\s/g, '');
  const extended =
    /^(.*\d\)?)(?:转|分机|ext\.?|#)(\d{1,6})$/i.exec(whole) ?? /^(0\d{2,3}-\d{7,8})-(\d{1,6})$/.exec(whole);
  const number = extended?.[1] ?? whole;
  if (!/^\(?\+?[\d()-]+$/.test(number)) return no(usual);
  const digits = number.replace(/[()-]/g, '').replace(/^(\+86|0086)/, '');
  const abroad = /^\+\d{6,15}$/.exec(digits);
  if (abroad) return { valid: true, phone: digits };
  const found = normalDigits(/^86(1\d{10})$/.exec(digits)?.[1] ?? digits);
  if ('reason' in found) return no(found.reason);
  if (extended && /^1\d{10}$/.test(found.phone)) return no('手机号没有分机，请核对');
  return { valid: true, phone: extended ? `${found.phone}-${extended[2]}` : found.phone };
}

/** The normal form, or what stands there when it is none: for comparing what older rows hold. */
export const plainPhone = (phone: string): string => checkPhone(phone).phone;
