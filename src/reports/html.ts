import { documentOf } from './html/document.ts';
import { viewOf } from './html/view.ts';
import type { Report } from './report.ts';

/**
 * One file to open in a browser: everyone on one page, each rep with verdicts and evidence, every finding to search, and
 * the method. It fetches nothing and is complete without a script but for the list of all findings.
 */
export const html: Report = {
  name: 'html',
  extension: '.html',
  about: 'one file to open in a browser: everyone, each rep, every finding, the method',
  render: (result, { trend }) => documentOf(viewOf(result, trend)),
};
