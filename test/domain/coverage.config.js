const suite = require('../../jest.config.js');

/**
 * The law is measured by its own tests alone, without the database that the other tests share: it needs none.
 * @type {import('jest').Config}
 */
module.exports = {
  ...suite,
  setupFiles: [...suite.setupFiles, '<rootDir>/test/domain/coverage.setup.ts'],
  globalSetup: undefined,
  globalTeardown: undefined,
  roots: ['<rootDir>/test/domain'],
  collectCoverage: true,
  collectCoverageFrom: ['src/domain/**/*.ts'],
  coverageReporters: [['text', { skipFull: true }]],
  coverageThreshold: { global: { lines: 100, branches: 100, functions: 100, statements: 100 } },
};
