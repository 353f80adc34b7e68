const nameWidth = 9;
const levels = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const untold = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'name']);
const keptLines = 40;

/**
 * Reads a part's output line by line: shows each with the part's name before it, and keeps the last
 * ones for the message when the part fails.
 * @param {string} name
 * @param {(line: string) => void} write
 * @param {(message: string) => void} [onLine] told each line's message
 */
export function createLogReader(name, write, onLine) {
  const last = [];
  const take = (line) => {
    if (!line.trim()) return;
    last.push(line);
    if (last.length > keptLines) last.shift();
    write(`${prefix(name)}${readable(line)}`);
    onLine?.(messageOf(line));
  };
  const listen = (stream) => {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
    stream.on('end', () => take(rest));
  };
  return { listen, last };
}

export function prefix(name) {
  return `${name.padEnd(nameWidth)}| `;
}

/** A JSON log line as words (`warn could not send host=…`); any other line as it is. */
export function readable(line) {
  const record = parse(line);
  if (record === undefined) return line;
  const level = levels[record.level] ?? record.level ?? 'info';
  const rest = Object.entries(record)
    .filter(([key]) => !untold.has(key))
    .map(([key, value]) => ` ${key}=${shown(value)}`);
  return `${level} ${record.msg ?? ''}${rest.join('')}`;
}

/** The message of a JSON log line, the line itself where it is none. */
export function messageOf(line) {
  return parse(line)?.msg ?? line;
}

function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line);
    return 'msg' in record || 'level' in record ? record : undefined;
  } catch {
    return undefined;
  }
}

function shown(value) {
  if (typeof value === 'string') return value;
  // A logged error: its stack says the most, on lines of its own.
  if (value && typeof value.stack === 'string') return `\n${value.stack}`;
  return JSON.stringify(value);
}
