import { audit } from './audit.ts';
import type { Command } from './command.ts';

/** Every command, in the order of help. */
export const commands: readonly Command[] = [audit];

/** Words that begin commands of two words. */
export const groups: readonly string[] = ['rules'];
