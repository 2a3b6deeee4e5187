/** What all rules share: limits that are checked and noted. */
package org.hearthgate.rules;
