export { csv } from './csv.ts';
export { github } from './github.ts';
export { json } from './json.ts';
export { jsonl } from './jsonl.ts';
export { junit } from './junit.ts';
export { markdown } from './markdown.ts';
export { sarif } from './sarif.ts';
export { terminal } from './terminal.ts';
