/** The record of the home in one SQLite file. Nothing here is exported; the contracts are in {@code org.hearthgate.api.store}. */
package org.hearthgate.store.sqlite.internal;
