import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { fewChunks } from './chunks.ts';

/** Where `vite dev` finds the API and the sockets; the built app is served by the same process as they are. */
const api = process.env.PARLEY_API ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [
    fewChunks(),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      // A page's small sheets come in it: twenty requests less before it is painted.
      inlineStyleThreshold: 3_000,
      csp: {
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Components place rows and menus by style attributes.
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  // The domain is TypeScript source: bundled, so that the built server needs no type stripping.
  ssr: { noExternal: ['@parley/domain'] },
  server: { proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
