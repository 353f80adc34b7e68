import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.js';
import { wrongSetting } from './settings.js';

const oldestMajor = 15;
const connectSeconds = 10;

/** Stops the start where DATABASE_URL leads to no Postgres of 15 or newer in UTF8. */
export async function checkPostgres(databaseUrl) {
  const postgres = createRequire(join(root, 'server/package.json'))('postgres');
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: connectSeconds, onnotice() {} });
  const accepted = `a Postgres of ${oldestMajor} or newer, in UTF8, that this machine reaches`;
  const ask = async () => {
    const [found] = await sql`
      select current_setting('server_version_num')::int / 10000 as major,
        current_setting('server_encoding') as encoding`;
    return found;
  };
  try {
    const { major, encoding } = await ask();
    if (major < oldestMajor)
      throw wrongSetting('DATABASE_URL', `leads to Postgres ${major}`, accepted);
    if (encoding !== 'UTF8')
      throw wrongSetting('DATABASE_URL', `leads to a database in ${encoding}`, accepted);
  } catch (error) {
    if (error.message.startsWith('DATABASE_URL')) throw error;
    throw wrongSetting(
      'DATABASE_URL',
      `cannot be connected to (${error.code ?? error.message})`,
      accepted,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
