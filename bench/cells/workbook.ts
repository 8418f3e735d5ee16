import { execFileSync } from 'node:child_process';
import type { Cell } from '../place.ts';
import { root } from '../product.ts';

/** The workbook code by itself (bench/workbook.ts): each case in a fresh process. */
export const workbookCell: Cell = async (p) => {
  const text = execFileSync(process.execPath, ['--import', 'tsx', 'bench/workbook.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const line of text.trim().split('\n')) {
    const [task, figures] = line.split(/: (.*)/s);
    p.say({ task: `workbook: ${task}`, ours: figures ?? '' });
  }
};
