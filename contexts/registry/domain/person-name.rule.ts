/** Characters that a name of Han characters has spaces between only to look even: 张　三. */
const han = '\\p{Script=Han}';
const gaps = new RegExp(`(?<=${han})\\s+(?=${han})`, 'gu');

/** A person's name (姓名) as it is stored: full width and look-alike characters made plain, the point of foreign names one sign, no spaces between Han characters. */
export function normalName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[・•‧⋅∙●]/g, '·')
    .replace(/\s*·\s*/g, '·')
    .replace(/\s+/g, ' ')
    .replace(gaps, '')
    .trim();
}

/** What two writings of one name have in common. */
export const plainName = (text: string): string => normalName(text).replace(/\s/g, '').toLowerCase();
