import { describe, expect, it } from 'vitest';
import { terminal } from '../../src/reports/terminal.ts';
import { sample, sampleTitles } from './sample.ts';

describe('the terminal report', () => {
  it.each([80, 120])('is one to read at %i columns', async (width) => {
    const text = terminal.render(sample(), { width, isColored: false, titles: sampleTitles });
    await expect(text).toMatchFileSnapshot(`../golden/terminal-${width}.txt`);
  });
});
