/** The campaigns that exist for a person; true: it is archived. */
export type Sight = ReadonlyMap<string, boolean>;
