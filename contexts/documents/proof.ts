/** What tells whose a file is; files are tried through the acts that use them. */
import { proofOf } from '../../test/matrix/proof.ts';

export const proof = proofOf({
  reads: { 'documents.integrity': { who: { 'county-admin': 'y----', auditor: 'y----' } } },
  marks: {
    enterprise: ['select sha256 as mark from documents.use where enterprise = $1'],
  },
});
