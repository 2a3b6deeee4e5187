/** Rules about the value and the movement of glucose. Defaults and their sources: clinical reference D1 to D3 in docs/alerts.md. */
package org.hearthgate.rules.glucose;
