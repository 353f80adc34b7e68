/** The id of the field in which a note for a collaboration is written. */
export const noteFieldId = (collaborationId: string) => `note-${collaborationId}`;

/** Puts the cursor there, once what was open before has given the focus back. */
export function writeNote(collaborationId: string): void {
  setTimeout(() => document.getElementById(noteFieldId(collaborationId))?.focus());
}
