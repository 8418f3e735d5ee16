import { openingOfExport, openingOfRow } from '#kernel/server';
import { opensPersonal } from '../policy.ts';

/** 查看个人信息: what is masked of one row, with a reason, which stands in the journal. */
export const openPersonal = openingOfRow({
  name: 'access.open-personal',
  title: '查看个人信息',
  may: opensPersonal,
});

/** 明文导出: opens one export with what its reader sees plainly, with a reason. */
export const openExport = openingOfExport({
  name: 'access.open-export',
  title: '导出明文个人信息',
  may: opensPersonal,
});

export const personalCommands = [openPersonal, openExport];
