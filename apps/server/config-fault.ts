/** What is set wrong, in one line for whoever starts the program: no bug, and nothing was begun. */
export class ConfigFault extends Error {}
