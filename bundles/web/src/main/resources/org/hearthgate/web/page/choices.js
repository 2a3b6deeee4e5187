// What somebody chose in this browser. Storage may be forbidden; then a choice lasts as long as the page.
const here = new Map();

export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? here.get(key) ?? null;
  } catch {
    return here.get(key) ?? null;
  }
}

export function remember(key, value) {
  here.set(key, String(value));
  try {
    localStorage.setItem(key, value);
  } catch {
    // kept above for as long as the page lives
  }
}
