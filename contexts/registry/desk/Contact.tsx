import type { ReactNode } from 'react';
import { PersonalText } from '#kernel/ui';
import { personal } from '../personal.ts';
import type { EnterpriseFile } from './answers.ts';

/** Whom to call at an enterprise: the name and its telephone. */
export function Contact(props: { enterprise: EnterpriseFile['enterprise']; who: 'principal' | 'safety' }): ReactNode {
  const { enterprise: e, who } = props;
  const [name, phone] = who === 'principal' ? [e.principalName, e.principalPhone] : [e.safetyName, e.safetyPhone];
  if (!phone) return name || '--';
  return (
    <>
      {name} <PersonalText of={personal.enterprise[`${who}Phone`]} id={e.id} value={phone} />
    </>
  );
}
