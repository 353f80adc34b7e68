import type { Me } from '@parley/domain/view';
import type { ReaderSettings } from '#lib/format/reader.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** Set by the server that hosts the built app: calls the API in this process with the request's cookies. */
    parley?: { fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response> };
  }
}

declare global {
  namespace App {
    interface Error {
      message: string;
      code?: string;
    }
    interface Locals {
      me: Me['user'] | null;
      reader: ReaderSettings;
    }
    interface PageData {
      me: Me['user'] | null;
      reader: ReaderSettings;
      /** The change cursor of the snapshot this page was read from. */
      cursor?: string | null;
      /** The columns of the list as this person left them in this browser. */
      columns?: string | null;
    }
    interface PageState {
      /** The collaboration opened beside the list. */
      opened?: string;
      /** The address of the list that this page was reached from. */
      from?: string;
    }
  }
}

export {};
