/** An enterprise as the picker needs it; no phone numbers stay on the phone. */
export interface KeptEnterprise {
  id: string;
  name: string;
  town: string;
  uscc: string;
  /** Pinyin initials, when the server tells them. */
  initials?: string;
}

/** Enterprises whose name, initials or code hold the words; those that begin with them first. */
export function findEnterprises(all: readonly KeptEnterprise[], words: string, most = 30): KeptEnterprise[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return all.slice(0, most);
  const begins = (one: KeptEnterprise) =>
    one.name.toLowerCase().startsWith(wanted) || one.initials?.startsWith(wanted) === true;
  return all
    .filter(
      (one) =>
        one.name.toLowerCase().includes(wanted) ||
        one.uscc.toLowerCase().includes(wanted) ||
        one.initials?.includes(wanted) === true,
    )
    .sort((a, b) => Number(begins(b)) - Number(begins(a)))
    .slice(0, most);
}
