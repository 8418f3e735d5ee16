/**
 * Where the files of the first, common number line went when every context got a line of its own. A database that ran the old file
 * (told by its digest) is taken to have run the new ones: what they make is the same, and what they leave out a later file mends.
 */
export interface Ancestor {
  name: string;
  sha256: string;
  now: readonly string[];
}

export const lineage: readonly Ancestor[] = [
  {
    name: '0001-kernel.sql',
    sha256: 'ec4555574bd3478c169be9b3100bdba7867fff7e831732bcb7257e901f639b47',
    now: ['kernel/0001-journal.sql'],
  },
  {
    name: '0002-access.sql',
    sha256: '4cf687b3417c1b0b0397fb2f5a76b4bc7396eb3fcdc0f2015daaae003735365a',
    now: ['access/0001-accounts.sql'],
  },
  {
    name: '0003-registry.sql',
    sha256: 'aa8dab1106e58fb6bfc28d1464260b8fa1024ab547653ca936c43456f414834f',
    now: ['registry/0001-registers.sql'],
  },
  {
    name: '0004-documents.sql',
    sha256: 'e2d33f2632e704400c963f1e78fd182f113de527819affa6c50905bd387280ea',
    now: ['documents/0001-files.sql'],
  },
  {
    name: '0005-hazards.sql',
    sha256: '859a75e09c251a722662d3bafac72748b1dacfc643ae7d9c028f2f8f3f83c9b0',
    now: ['hazards/0001-ledger.sql'],
  },
  {
    // Two contexts in one file: each has its half now.
    name: '0006-programme.sql',
    sha256: '038e0e456b9b81b88d082fffc94ca12abe72a2c186e8b25df96bf831e1cfe67c',
    now: ['programme/0001-checks.sql', 'disclosure/0001-publications.sql'],
  },
  {
    name: '0007-tally-folds.sql',
    sha256: '5c87af1005802014ea00fafec2159d120ff888605d5b6097bd5efb149baafd69',
    now: ['kernel/0002-tally-folds.sql'],
  },
  {
    name: '0008-hazards-self-report.sql',
    sha256: '0ec2f989f9cb77606a6ab48ff99a977c0c59276f702fd01b2c22a32d95e275ef',
    now: ['hazards/0002-self-report.sql'],
  },
];
