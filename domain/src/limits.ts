/** Every limit of the outside contract (its Rules, "Limits"), in the units the names say. */
export const LIMITS = {
  noteChars: 10_000,
  reasonChars: 1_000,
  conditionsChars: 20_000,
  textChars: 500,
  urlChars: 2_000,
  handleChars: 100,
  deliverables: 50,
  payments: 500,
  content: 500,
  selectionIds: 50_000,
  bodyBytes: 1_048_576,
  /** A body that names a selection: 50,000 ids as JSON are almost 2 MB. */
  selectionBytes: 4_194_304,
  csvBytes: 33_554_432,
  /** Rows of one file. */
  importedCreators: 50_000,
  importedCollaborations: 10_000,
  amountCents: 1_000_000_000_000,
  /** A collaboration's whole state as JSON, in UTF-8 bytes; beyond it a change is refused with TOO_LARGE. */
  stateBytes: 262_144,
  /** Past values kept for undo: entries, and their JSON together in UTF-8 bytes. */
  undoEntries: 20,
  undoBytes: 65_536,
} as const;
