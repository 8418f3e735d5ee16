/** What the operating system or the network refuses, in words; `%` is the path. */
const words: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹：%',
  EACCES: '没有权限读写：%',
  EPERM: '没有权限读写：%',
  EISDIR: '这是文件夹，不是文件：%',
  ENOTDIR: '路径中有一段不是文件夹：%',
  EEXIST: '已经存在：%',
  ENOSPC: '磁盘已满，写不下：%',
  EDQUOT: '磁盘配额已用完，写不下：%',
  EROFS: '磁盘是只读的，不能写：%',
  ENAMETOOLONG: '文件名过长：%',
  EMFILE: '打开的文件过多，请调高系统限制（ulimit -n）：%',
  EPIPE: '接收输出的一方已经关闭',
  ECONNREFUSED: '数据库无法连接',
  ECONNRESET: '数据库连接中断',
  '57P01': '数据库正在关闭，请稍后再试',
  '57P03': '数据库正在启动，请稍后再试',
  '53100': '数据库所在的磁盘已满',
  '53300': '数据库连接已满，请稍后再试',
  '22P02': '有一个值的格式不正确',
};

/** A sentence of ours that ends in the system's bare code: its meaning before the code. `…：ENOENT` → `…：没有这个文件或文件夹（ENOENT）`. */
export const withMeaning = (text: string): string =>
  text.replace(/：(E[A-Z]{3,})$/, (whole, code: string) => {
    const word = words[code]?.replace(/[：，]?[^：，]*%$/, '');
    return word ? `：${word}（${code}）` : whole;
  });

/** An error of the system or of PostgreSQL that an operator can do something about, in one Chinese line; null for anything else. */
export function systemFault(error: unknown): { code: string; message: string } | null {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  const word = typeof code === 'string' ? words[code] : undefined;
  if (word === undefined) return null;
  const where = typeof path === 'string' ? path : '（系统没有说明路径）';
  return { code: code as string, message: word.replace('%', where) };
}
