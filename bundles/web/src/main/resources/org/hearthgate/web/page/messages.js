// The one place that chooses a language; today there is one.
export { default as m } from './messages/en.js';
