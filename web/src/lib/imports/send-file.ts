import type { ImportKind } from '@parley/domain/imports/import-fields';
import type { ImportView } from '@parley/domain/imports/import-view';
import { LIMITS } from '@parley/domain/limits';
import { v7 } from 'uuid';

export type SentFile =
  | { readonly ok: true; readonly view: ImportView }
  | { readonly ok: false; readonly message: string };

const TOO_LARGE = `The file is larger than ${LIMITS.csvBytes / 1_048_576} MiB. Split it, and import the parts one after the other.`;
const LOST = 'The file could not be sent. Nothing was imported; try again.';

/**
 * Sends a file as it is. Its progress is told as a share of 1, which `fetch` cannot; the server then reads it, which
 * takes some seconds for a large one.
 */
export function sendFile(
  kind: ImportKind,
  file: File,
  onprogress: (share: number) => void,
): Promise<SentFile> {
  if (file.size > LIMITS.csvBytes) return Promise.resolve({ ok: false, message: TOO_LARGE });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(
      'POST',
      `/api/imports?kind=${kind}&name=${encodeURIComponent(file.name.slice(0, 500))}`,
    );
    request.setRequestHeader('content-type', 'text/csv');
    request.setRequestHeader('idempotency-key', v7());
    request.upload.onprogress = ({ loaded, total }) => onprogress(total === 0 ? 1 : loaded / total);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => resolve({ ok: false, message: LOST });
    request.send(file);
  });
}

interface Body {
  readonly import?: ImportView;
  readonly detail?: string;
}

function answerOf({ status, responseText }: XMLHttpRequest): SentFile {
  const body = bodyOf(responseText);
  if (status === 201 && body.import) return { ok: true, view: body.import };
  return { ok: false, message: body.detail ?? LOST };
}

function bodyOf(text: string): Body {
  try {
    const body: unknown = JSON.parse(text);
    return isBody(body) ? body : {};
  } catch {
    return {};
  }
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null;
}
