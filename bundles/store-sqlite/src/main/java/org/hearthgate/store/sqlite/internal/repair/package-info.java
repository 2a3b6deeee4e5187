/** What becomes of a damaged record: salvaged, filled from its backups, and told. */
package org.hearthgate.store.sqlite.internal.repair;
