import { execFileSync } from 'node:child_process';
import { root } from '../house.ts';
import type { Cell } from '../place.ts';

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
