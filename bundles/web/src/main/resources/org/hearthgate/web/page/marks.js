import { html, svg } from 'lit';

const SHAPES = {
  'urgent-low': svg`<path d="M2 4h20L12 21z"></path>`,
  low: svg`<path class="hollow" d="M4 5.5h16L12 19z"></path>`,
  'in-range': svg`<circle cx="12" cy="12" r="8"></circle>`,
  high: svg`<path class="hollow" d="M12 5l8 13.5H4z"></path>`,
  'very-high': svg`<path d="M12 3l10 17H2z"></path>`,
  doubted: svg`<path class="hollow" d="M7 8.5a5 5 0 1 1 7 4.6c-1.4.7-2 1.4-2 2.9M12 20.5v.5"></path>`,
  hub: svg`<path class="hollow" d="M4 11.5 12 4l8 7.5V20H4z"></path>`,
  bell: svg`<path class="hollow" d="M6 17V11a6 6 0 0 1 12 0v6zM4 17h16M12 20.5v.3"></path>`,
  unknown: svg`<path class="hollow" d="M5 12h14"></path>`,
};

/** The shape of a level, which says the same as its colour and its word. */
export function mark(level) {
  return html`<svg class="mark ${level}" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[level] ?? SHAPES.unknown}</svg>`;
}

const ANGLES = { DoubleUp: -90, SingleUp: -90, FortyFiveUp: -45, Flat: 0, FortyFiveDown: 45, SingleDown: 90, DoubleDown: 90 };
const ARROW = 'M3 12h16M12.5 5.5 19 12l-6.5 6.5';

/** The arrow of a trend; its word stands beside it. */
export function arrow(name) {
  if (!(name in ANGLES)) return html``;
  const turn = `rotate(${ANGLES[name]} 12 12)`;
  const twice = name.startsWith('Double');
  return html`<svg class="arrow" viewBox=${twice ? '0 0 36 24' : '0 0 24 24'} aria-hidden="true">
    <path d=${ARROW} transform=${turn}></path>
    ${twice ? svg`<path d=${ARROW} transform="translate(12 0) ${turn}"></path>` : ''}
  </svg>`;
}
