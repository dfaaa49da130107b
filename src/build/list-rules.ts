import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ListedRules } from '../commands/listed-rules.ts';
import { openRulebook } from '../commands/open-rulebook.ts';
import { loadConfig } from '../config/load.ts';
import { shippedTexts } from '../config/rule-files.ts';
import { ruleRow } from '../pages/rules.ts';

/* A step of the build: lists the shipped rules once, since to compile them takes longer than to show them. */

const target = new URL('../listed.json', import.meta.url);
const cwd = fileURLToPath(new URL('../../', import.meta.url));

rmSync(target, { force: true });
const { packs, rules } = openRulebook(loadConfig({ cwd, ignoreDiscovered: true }), cwd);
const listed: ListedRules = { texts: shippedTexts(), list: { packs, rules: rules.map(ruleRow) } };
writeFileSync(target, JSON.stringify(listed));
