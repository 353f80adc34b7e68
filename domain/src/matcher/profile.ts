/** What a validator reads of a creator: what they show the world. No contact details, no notes, no tags. */
export interface Profile {
  readonly name: string;
  readonly bio: string | null;
  readonly country: string | null;
  readonly audience: string | null;
  readonly handles: readonly ProfileHandle[];
}
export interface ProfileHandle {
  readonly platform: string;
  readonly handle: string;
  readonly followers: number | null;
  readonly engagementPercent: number | null;
}
