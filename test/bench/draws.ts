/** A whole number below another one, each time another. */
export type Draw = (below: number) => number;

/** Numbers that look random and are the same in every run. */
export function draws(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
