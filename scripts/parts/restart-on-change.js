import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.js';

const settleMs = 200;
const graceMs = 4000;

/**
 * Starts the parts again when a source below one of the folders changes; several changes shortly
 * after each other count once. (`node --watch` would end Temporal's native worker in mid-air.)
 * @param {string[]} folders relative to the checkout
 */
export function restartOnChange(folders, parts, say) {
  let timer;
  let restarting = Promise.resolve();
  const restart = (file) => {
    say(`${file} changed, starting ${parts.map((part) => part.name).join(' and ')} again`);
    restarting = restarting.then(() => Promise.all(parts.map((part) => part.renew(graceMs))));
  };
  for (const folder of folders)
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (!/\.(ts|sql|json)$/.test(file ?? '')) return;
      clearTimeout(timer);
      timer = setTimeout(() => restart(join(folder, file)), settleMs);
    });
}
