import type { LayoutLoad } from './$types.js';

/** The frame's code comes only for signed-in people: the sign-in page stays small. */
export const load: LayoutLoad = async ({ data }) => ({
  ...data,
  Frame: data.me ? (await import('#lib/frame/Frame.svelte')).default : null,
});
