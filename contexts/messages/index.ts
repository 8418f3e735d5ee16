/** #messages — the word that reaches a person: inbox, what he gets (消息). The only door for other contexts. */
export { messagesModule } from './module.ts';
