/** An activity that answers what the life of a workflow asks it to: its answers are changed while it runs. */
export interface Scripted<T> {
  answer: T;
  /** Whether the next call fails, as with a database that is away. */
  fails: boolean;
  calls: number;
  readonly call: () => Promise<T>;
}

export function scripted<T>(first: T): Scripted<T> {
  const script: Scripted<T> = {
    answer: first,
    fails: false,
    calls: 0,
    call: () => {
      script.calls += 1;
      if (script.fails) {
        script.fails = false;
        return Promise.reject(new Error('Postgres is away'));
      }
      return Promise.resolve(script.answer);
    },
  };
  return script;
}
