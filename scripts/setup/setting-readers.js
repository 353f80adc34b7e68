import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { isIP } from 'node:net';

/**
 * One reader per variable: the text to `{value}`, or to `{accepted}` (and `wrong`) where it is not
 * one. `TEMPORAL_TLS…` are only checked here; the libraries read them themselves.
 */
export const readers = {
  PORT: port,
  HOST: host,
  PUBLIC_URL: origin,
  DATA_DIR: folder,
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database'),
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: pattern(/^[A-Za-z0-9][\w.-]{0,254}$/, 'a namespace such as default'),
  TEMPORAL_API_KEY: pattern(/^\S+$/, 'a key without spaces'),
  TEMPORAL_TLS: oneOf(['true', 'false']),
  TEMPORAL_TLS_CLIENT_CERT_PATH: file,
  TEMPORAL_TLS_CLIENT_KEY_PATH: file,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: file,
  TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: oneOf(['true', 'false']),
  TEMPORAL_CLI_PATH: program,
  TEMPORAL_PORT: port,
  TEMPORAL_UI_PORT: port,
  SAMPLE_DATA: oneOf(['on', 'off']),
  AUTH_SECRET: pattern(/^.{32,}$/s, 'at least 32 characters'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587 or smtps://host:465'),
  VALIDATOR_BASE_URL: url(['http:', 'https:'], 'an http or https address'),
  VALIDATOR_API_KEY: pattern(/^\S+$/, 'a key without spaces'),
  VALIDATOR_MODEL: pattern(/^\S.{0,199}$/, 'the name of a model'),
  VALIDATOR_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000),
  VALIDATOR_TIMEOUT_SECONDS: wholeNumber(1, 600),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
};

function port(text) {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 65_535) return { value: number };
  return { wrong: 'is not a port', accepted: 'a whole number from 1 to 65535' };
}

function wholeNumber(min, max) {
  return (text) => {
    const number = /^\d{1,7}$/.test(text) ? Number(text) : NaN;
    if (number >= min && number <= max) return { value: number };
    return { accepted: `a whole number from ${min} to ${max}` };
  };
}

function host(text) {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  const isName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)*$/i.test(bare);
  const looksNumeric = /^[\d.]+$/.test(bare);
  if (isIP(bare) || (isName && !looksNumeric)) return { value: bare };
  return { wrong: 'is not a host', accepted: 'an IP address or a host name of this machine' };
}

function origin(text) {
  const accepted = 'an http or https origin without a path, such as https://parley.example.com';
  if (!URL.canParse(text)) return { wrong: 'is not an address', accepted };
  const parsed = new URL(text);
  if (!['http:', 'https:'].includes(parsed.protocol)) return { accepted };
  if (parsed.username || parsed.password) return { wrong: 'has a user or password', accepted };
  if (parsed.pathname !== '/' || parsed.search || parsed.hash)
    return { wrong: 'has more than an origin', accepted };
  return { value: parsed.origin };
}

function url(protocols, example) {
  return (text) => {
    if (!URL.canParse(text)) return { wrong: 'is not an address', accepted: example };
    const parsed = new URL(text);
    if (!protocols.includes(parsed.protocol) || !parsed.hostname)
      return { wrong: `does not start with ${protocols[0]}//`, accepted: example };
    return { value: text };
  };
}

function address(text) {
  const accepted = 'host:port, such as temporal.example.com:7233';
  const parts = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(text);
  if (!parts || port(parts[2]).value === undefined) return { wrong: 'is no address', accepted };
  return { value: text };
}

function pattern(expression, accepted) {
  return (text) => (expression.test(text) ? { value: text } : { accepted });
}

function oneOf(words) {
  return (text) =>
    words.includes(text)
      ? { value: text }
      : { wrong: 'is not one of them', accepted: words.join(' or ') };
}

function folder(text) {
  const accepted = 'a folder that exists or can be made';
  if (text.includes('\0')) return { accepted };
  if (existsSync(text) && !statSync(text).isDirectory()) return { wrong: 'is a file', accepted };
  return { value: text };
}

function file(text) {
  if (existsSync(text) && statSync(text).isFile()) return { value: text };
  return { wrong: 'is not a file', accepted: 'the path of a PEM file' };
}

function program(text) {
  const accepted = 'the path of the temporal program, 1.3 or newer';
  if (!existsSync(text) || !statSync(text).isFile()) return { wrong: 'is not a file', accepted };
  try {
    accessSync(text, constants.X_OK);
    return { value: text };
  } catch {
    return { wrong: 'may not be run', accepted };
  }
}
