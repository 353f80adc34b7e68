/** Colours a tag can have; what each looks like in light and dark is the web app's. */
export const TAG_COLOURS = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;
export type TagColour = (typeof TAG_COLOURS)[number];
