import { html, nothing, svg } from 'lit';
import { mark } from './marks.js';
import { m } from './messages.js';

const SIGNS = {
  reading: svg`<circle cx="12" cy="12" r="8"></circle><path d="M12 7.5V12l3 2"></path>`,
  done: svg`<path d="M4.5 13l5 5L19.5 7"></path>`,
  'cut-off': svg`<path d="M12 4l9 16H3z"></path><path d="M12 10.5v4M12 17.2v.3"></path>`,
  unassigned: svg`<path d="M7 8.5a5 5 0 1 1 7 4.6c-1.4.7-2 1.4-2 2.9M12 20.5v.5"></path>`,
  failed: svg`<path d="M6 6l12 12M18 6L6 18"></path>`,
};

/** What became of holding a device to the reader, large enough for who stands there with it in the hand. */
export function touchNote(touch, name, close) {
  if (!touch) return nothing;
  const head = m.touch[touch.stage];
  return html`<div class="touch ${touch.stage}">
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">${SIGNS[touch.stage] ?? SIGNS.unassigned}</svg>
    <div>
      <p class="touch-head">${head ?? ended(touch.message)}</p>
      ${head && touch.stage !== 'reading' ? html`<p>${ended(touch.message)}</p>` : nothing}
      ${name ? html`<p class="touch-name">${name}</p>` : nothing}
    </div>
    <button type="button" class="quiet" @click=${close}>${m.close}</button>
  </div>`;
}

/** A drill looks like no alarm, and says first that it is none. */
export function drillNote(drill, close) {
  return html`<div class="touch drill" data-alert=${drill.alert}>
    ${mark('bell')}
    <div><p class="touch-head">${m.drill}</p><p>${ended(drill.message)}</p></div>
    <button type="button" class="quiet" @click=${close}>${m.close}</button>
  </div>`;
}

/** The hub's sentences begin small where a number may lead, and end open. */
function ended(sentence) {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
