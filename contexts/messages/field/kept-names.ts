/** Name under which the newest messages are kept on the phone. */
export const keptInbox = 'messages.inbox';
