import { personalOf } from '#kernel';

/** Personal data of accounts: plain to whoever keeps the accounts. */
export const personal = {
  account: personalOf('account', {
    phone: {
      title: '手机号',
      mask: 'phone',
      plain: ['county-admin', 'principal', 'safety-manager'],
      opens: ['auditor'],
    },
  }),
};
