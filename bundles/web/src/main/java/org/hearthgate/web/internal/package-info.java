/**
 * The family's page, the native REST and the server-sent events. Reads contracts and owns no logic about glucose or alarms.
 */
package org.hearthgate.web.internal;
