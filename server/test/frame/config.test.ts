import { describe, expect, it } from 'vitest';
import { sessionCookieName } from '../../src/auth/auth.ts';
import { ConfigError, parseConfig } from '../../src/config.ts';

const NEEDED = {
  DATABASE_URL: 'postgres://parley@127.0.0.1:5432/parley',
  AUTH_SECRET: 'x'.repeat(32),
};
const config = (given: Readonly<Record<string, string | undefined>> = {}) =>
  parseConfig({ ...NEEDED, ...given });

describe('the environment', () => {
  it('has defaults that reach this machine alone', () => {
    expect(config()).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      hasSampleData: false,
    });
    expect(config({ PORT: '', LOG_LEVEL: '' })).toMatchObject({ port: 3000, logLevel: 'info' });
  });

  it.each([
    ['DATABASE_URL', undefined],
    ['DATABASE_URL', 'mysql://x'],
    ['AUTH_SECRET', undefined],
    ['AUTH_SECRET', 'too short'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['HOST', 'no host'],
    ['PUBLIC_URL', 'parley.example.com'],
    ['PUBLIC_URL', 'https://parley.example.com/app'],
    ['PUBLIC_URL', 'ftp://parley.example.com'],
    ['SAMPLE_DATA', 'yes'],
    ['TEMPORAL_ADDRESS', 'http://temporal'],
    ['SMTP_URL', 'mail.example.com'],
    ['VALIDATOR_BASE_URL', 'llm'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'yes'],
  ])('names %s when it is %s, in one line', (name, value) => {
    const parse = () => config({ [name]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });

  it('tells the value that is wrong, but no secret', () => {
    expect(() => config({ PORT: 'abc' })).toThrow('PORT: is "abc"; it must be a port, 1 to 65535');
    expect(() => config({ AUTH_SECRET: 'hunter2' })).not.toThrow(/hunter2/);
    expect(() => config({ DATABASE_URL: 'mysql://a:hunter2@b' })).not.toThrow(/hunter2/);
  });

  it('keeps the sample workspace on this machine', () => {
    expect(() => config({ SAMPLE_DATA: 'on', HOST: '0.0.0.0' })).toThrow(/^HOST: /);
    expect(() => config({ SAMPLE_DATA: 'on', PUBLIC_URL: 'https://parley.example.com' })).toThrow(
      /^PUBLIC_URL: /,
    );
    expect(config({ SAMPLE_DATA: 'on', PUBLIC_URL: 'http://127.0.0.1:3000' }).hasSampleData).toBe(
      true,
    );
  });
});

describe('our own origins', () => {
  it('are every name of this machine at the same port, on loopback', () => {
    const { origins } = config({ PORT: '3100' });
    for (const own of ['http://localhost:3100', 'http://127.0.0.1:3100', 'http://[::1]:3100'])
      expect(origins.has(own)).toBe(true);
    for (const other of [
      'http://localhost:3000',
      'https://localhost:3100',
      'http://localhost',
      'null',
      '',
      undefined,
      null,
    ])
      expect(origins.has(other)).toBe(false);
  });

  it('are the public address alone elsewhere', () => {
    const { origins } = config({ PUBLIC_URL: 'https://parley.example.com/' });
    expect(origins.has('https://parley.example.com')).toBe(true);
    for (const other of [
      'http://parley.example.com',
      'https://parley.example.com:8443',
      'http://localhost:3000',
      'https://evil.parley.example.com',
    ])
      expect(origins.has(other)).toBe(false);
  });
});

describe('the session cookie', () => {
  it('has the port in its name on loopback, and demands TLS where there is TLS', () => {
    expect(sessionCookieName(config({ PORT: '3100' }))).toBe('parley-3100.session_token');
    expect(sessionCookieName(config({ PUBLIC_URL: 'https://parley.example.com' }))).toBe(
      '__Secure-parley.session_token',
    );
  });
});
