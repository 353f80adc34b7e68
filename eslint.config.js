import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const typed = ['**/*.ts', '**/*.svelte'];
const order = 'domain <- workflows <- server, domain <- web, test -> all (DESIGN: layout)';

/** What a package must not import, because it lies above or beside it. */
function layer(folder, forbidden, further = []) {
  const patterns = forbidden.map((name) => ({
    regex: `^(@parley/${name}(/|$)|(\\.\\./)+${name}/)`,
    message: `${folder}/ must not import ${name}/: ${order}.`,
  }));
  return {
    name: `parley/layer-${folder}`,
    files: [`${folder}/**/*.{ts,js,svelte}`],
    rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, ...further] }] },
  };
}

const byName = {
  regex: '^(\\.\\./)+(domain|workflows|server)/',
  message: 'Other packages are imported by name: @parley/<package>/<file>.',
};
const noInputOutput = {
  regex: '^(node:|fs$|postgres$|@temporalio/)',
  message: 'domain/ is pure: no I/O; it also runs in the workflow and in the browser.',
};
const pure = (name) => ({
  name,
  message: 'domain/ is pure: time, randomness and the environment come in as arguments.',
});

const noBarrels = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import from the file that has it.',
};
const ofAllWorkflows = 'All workflows of a worker share their modules (docs/decisions/0141).';
/** What a module could keep of one workflow and show to another. */
const memories = ['Program > ', 'Program > ExportNamedDeclaration > '].flatMap((where) => [
  { selector: `${where}VariableDeclaration[kind="let"]`, message: ofAllWorkflows },
  {
    selector: `${where}VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Weak)?(Map|Set)$/][arguments.length=0]`,
    message: ofAllWorkflows,
  },
]);

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/.svelte-kit/',
      '**/test-results/',
      '.cache/',
      '.data*/',
    ],
  },
  js.configs.recommended,
  {
    languageOptions: { globals: { ...globals.nodeBuiltin } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.js', '.svelte'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.svelte'] })],
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-syntax': ['error', noBarrels],
    },
  },
  {
    files: typed,
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A handler may have to be async by its type, and `${number}` reads well.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // TypeScript itself finds these.
      'no-undef': 'off',
    },
  },
  ...svelte.configs.recommended,
  {
    name: 'parley/parsers',
    files: ['**/*.parser.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser },
    },
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // The app is served from the root of its origin, never from a base path.
      'svelte/no-navigation-without-resolve': 'off',
      // State here is $state.raw with immutable updates: a plain Map, URL or Date is meant.
      'svelte/prefer-svelte-reactivity': 'off',
      // The linter sees every component as any; svelte-check types templates and their snippets.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'parley/tests',
    files: ['**/test/**/*.ts', '**/*.test.ts'],
    rules: {
      // Matchers, database rows and socket messages are any by their libraries' types; the tests judge them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'parley/config-files',
    files: ['*.config.{ts,js}'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  layer('domain', ['workflows', 'server', 'web', 'test'], [noInputOutput]),
  layer('workflows', ['server', 'web', 'test']),
  layer('server', ['web', 'test']),
  layer('web', ['workflows', 'server', 'test']),
  layer('test', [], [byName]),
  {
    name: 'parley/shared-modules',
    files: [
      'domain/src/**/*.ts',
      'workflows/src/{collaboration,workflow}/**/*.ts',
      'workflows/src/*.workflow.ts',
      'workflows/src/*messages.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', noBarrels, ...memories] },
  },
  {
    name: 'parley/pure-domain',
    files: ['domain/src/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Intl', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance'].map(
          pure,
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: pure('').message },
        { object: 'Math', property: 'random', message: pure('').message },
      ],
    },
  },
);
