import { personalOf } from '#kernel';
import { managers, staff, townStaff } from './policy.ts';

/** Who calls an enterprise about its hazards every day; the administrator of the system and those who only look on do not. */
const callers = ['county-leader', 'county-officer', ...townStaff] as const;
/** Those who look on: plainly only with a reason. */
const onlookers = ['legal-reviewer', 'auditor'] as const;

const contact = { mask: 'phone', plain: [...callers, ...managers], opens: ['county-admin', ...onlookers] } as const;
/** Of people at work: plain to their own enterprise only. */
const worker = { plain: managers, opens: [...staff, ...onlookers] } as const;
const roster = { mask: 'phone', plain: staff, opens: onlookers } as const;

/** Personal data of the registers, by the table that holds it. */
export const personal = {
  enterprise: personalOf('enterprise', {
    principalPhone: { title: '主要负责人电话', ...contact },
    safetyPhone: { title: '安全管理人员电话', ...contact },
  }),
  person: personalOf('person', {
    phone: { title: '电话', mask: 'phone', ...worker },
    // 特种作业操作证 is numbered T and the identity number (30号令 annexed form); other certificates often by it as well.
    certificateNumber: { title: '证书编号', mask: 'number', ...worker },
  }),
  officer: personalOf('officer', { phone: { title: '电话', ...roster } }),
  agency: personalOf('agency', { contactPhone: { title: '联系电话', ...roster } }),
  expert: personalOf('expert', { phone: { title: '电话', ...roster } }),
};
