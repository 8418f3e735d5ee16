import { firstOf, mintId, type TellingSink } from '#kernel';

const MOST_TITLE = 100;
const MOST_TEXT = 300;

/** 待送: the row an act leaves for each word about it, in its own statement. Whom it reaches is looked up when it is carried. */
export const inboxSink: TellingSink = ({ act, ordinal, kind, title, text, path, at, actor, to }) => ({
  table: 'messages.telling',
  row: {
    id: mintId(),
    act,
    ordinal,
    kind: kind.key,
    alarm: kind.alarm === true,
    title: firstOf(title, MOST_TITLE),
    text: text ? firstOf(text, MOST_TEXT) : null,
    path,
    at,
    byAccount: actor.account || null,
    byName: actor.name,
    toAccount: 'account' in to ? to.account : null,
    toRoles: 'account' in to ? null : [...kind.roles],
    toTown: 'town' in to ? to.town : null,
    toEnterprise: 'enterprise' in to ? to.enterprise : null,
    answeringFor: 'of' in to ? (to.of ?? null) : null,
  },
});
