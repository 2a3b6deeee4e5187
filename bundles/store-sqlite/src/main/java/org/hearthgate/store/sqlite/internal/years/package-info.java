/** What happens to the record over years: retention, roll-ups, the size of the file and the wear of the disk. */
package org.hearthgate.store.sqlite.internal.years;
