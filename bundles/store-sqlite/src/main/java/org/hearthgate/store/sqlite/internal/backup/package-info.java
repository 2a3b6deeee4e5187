/** Encrypted, verified copies of the record, and the way back from them. */
package org.hearthgate.store.sqlite.internal.backup;
