// The one place that chooses a language; today there is one.
export { default as m } from './messages/en.js';

/** Words of what not every hub does, and of what most visits never open; they join the others when they are there. */
export const forecastMessages = () => import('./messages/en-forecast.js');
export const auditMessages = () => import('./messages/en-audit.js');
