/** Toasts, bottom right. The library is fetched with the first one, so that no page's first load carries it. */
const library = () => import('svelte-sonner');

const UNDO_MS = 10_000;
const ERROR_MS = 10_000;

interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** Something the person did, with its undo for 10 s. Never for other people's changes. */
export function tell(message: string, action?: ToastAction): void {
  void library().then(({ toast }) =>
    toast(message, {
      duration: action ? UNDO_MS : 4_000,
      ...(action ? { action: { label: action.label, onClick: action.run } } : {}),
    }),
  );
}

/** Something that did not work: what happened, what was kept, what to do now. */
export function tellError(message: string, description?: string): void {
  void library().then(({ toast }) =>
    toast.error(message, { duration: ERROR_MS, ...(description ? { description } : {}) }),
  );
}
