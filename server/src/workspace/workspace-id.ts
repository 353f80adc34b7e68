/** The id that the feed gives the settings of the one workspace. */
export const WORKSPACE_ID = '00000000-0000-7000-8000-000000000000';
