import { roles } from '#access';
import { allow } from '#kernel';

/** Everybody who reports, mends or checks may bring evidence; the auditor writes nothing. */
export const mayUpload = [
  allow<never>(
    roles.filter((role) => role !== 'auditor'),
    '本人拍摄或持有的证据',
  ),
];
