/** Runs before the next paint; in a hidden tab, where no frame comes, soon. */
export function onNextFrame(run: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(run, 50);
  else requestAnimationFrame(run);
}
