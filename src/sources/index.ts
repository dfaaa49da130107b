export { demo } from './demo.ts';
export { readFiles as files } from './files/read-files.ts';
