package org.hearthgate.api.notify;

import org.hearthgate.api.alert.Alert;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes what alerting wants delivered. Register as an OSGi service (whiteboard). */
@ConsumerType
public interface CallListener {
    /** Called on the alerting thread: return within a millisecond, wait for nobody, throw nothing. */
    void call(Call call);

    /** Nobody needs to be called about this alert any more: it is answered, snoozed or over. As {@link #call}. */
    void quiet(Alert alert);
}
