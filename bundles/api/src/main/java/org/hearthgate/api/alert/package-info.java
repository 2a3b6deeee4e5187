/**
 * Reasons to wake somebody: rules look at a {@link Snapshot} and return a {@link Verdict}; alerting keeps the life of each {@link Alert}.
 */
@Export
@Version("1.2.0")
package org.hearthgate.api.alert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
