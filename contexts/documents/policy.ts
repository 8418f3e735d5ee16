import { roles } from '#access';
import { allow } from '#kernel';

/** Everybody who reports, mends or checks may bring evidence; the auditor writes nothing. */
export const mayUpload = [
  allow<never>(
    roles.filter((role) => role !== 'auditor'),
    '本人拍摄或持有的证据',
  ),
];

/** 证据核验: whose work it is to bring an original back from the backup, and who looks over him. */
export const readsIntegrity = [allow<never>(['county-admin', 'auditor'], '全县的证据文件')];
