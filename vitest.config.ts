import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/count-reporter.ts'],
    // Without it one of two cores, as CI machines have, would stand idle.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // It imports JSON in a way that Node alone does not take.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
