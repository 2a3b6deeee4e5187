/** What the record says about days and weeks: the weekly audit of alarms with the episodes it is judged by, and the metrics of glucose. */
@Export
@Version("1.0.0")
package org.hearthgate.api.insight;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
