import tseslint from 'typescript-eslint';

const AMBIENT = 'The law depends on its arguments alone: not on the process, the network, a timer or chance.';
const NOW = 'The law is told what time it is: take the date as an argument.';
const HERE = "The law does not depend on the machine's time zone: use the UTC methods, or src/domain/calendar.ts.";
const ambient = ['process', 'console', 'fetch', 'crypto', 'performance', 'global', 'globalThis', 'require', 'eval'];
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

export default tseslint.config(
  { ignores: ['dist/**', 'schema/**', 'coverage/**', '.hub/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Decorated classes describe rows and published types; what the code hands around is plain objects of that shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    // What no import shows: the other half of the boundaries of src/domain (.dependency-cruiser.cjs).
    files: ['src/domain/**'],
    rules: {
      'no-restricted-globals': ['error', ...[...ambient, ...timers].map((name) => ({ name, message: AMBIENT }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: NOW },
        { object: 'Math', property: 'random', message: AMBIENT },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression, AwaitExpression, :function[async=true]', message: AMBIENT },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: NOW },
        { selector: 'CallExpression[callee.name="Date"]', message: NOW },
        { selector: 'CallExpression[callee.property.name=/^format/][arguments.length=0]', message: NOW },
        {
          selector:
            'MemberExpression[property.name=/^([gs]et(FullYear|Month|Date|Day|Hours|Minutes)|toLocale.*String)$/]',
          message: HERE,
        },
        { selector: 'NewExpression[callee.name="Date"][arguments.length>1]', message: HERE },
      ],
    },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // The answers of a GraphQL request have the shape of its document, which the compiler does not read.
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, '@typescript-eslint/no-require-imports': 'off' },
  },
);
