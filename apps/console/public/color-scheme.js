// Before anything is drawn: the colours that were chosen, else those of the system.
(function () {
  let chosen = null;
  try {
    chosen = localStorage.getItem('shelfstream-color-scheme');
  } catch {
    // Storage is closed to us: the system decides.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
