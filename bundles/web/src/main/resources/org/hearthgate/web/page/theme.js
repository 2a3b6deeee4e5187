// Runs before the first paint, so that nobody is dazzled by a light page at 3 a.m. that turns dark a moment later.
(() => {
  const NIGHT_FROM = 19;
  const NIGHT_UNTIL = 7;

  function stored() {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null; // storage may be forbidden; the automatic choice is fine then
    }
  }

  window.hearthgateTheme = () => {
    const chosen = stored();
    const hour = new Date().getHours();
    const night = hour >= NIGHT_FROM || hour < NIGHT_UNTIL;
    const dark = chosen === 'dark' || (chosen !== 'light' && (night || matchMedia('(prefers-color-scheme: dark)').matches));
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  window.hearthgateTheme();
})();
