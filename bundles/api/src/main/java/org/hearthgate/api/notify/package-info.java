/**
 * Reaching people: alerting decides who is called when, the room that notifies delivers by its channels, and every delivery leaves a
 * {@link org.hearthgate.api.notify.Receipt}.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.notify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
